import { constants } from 'node:fs'
import { copyFile, cp, link, mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** What is made here, installed here or only here, and no part of the project. */
const notOurs = /^(?:node_modules|\.git|\.next.*|\.env(?!\.example).*|test-results|playwright-report|certificate)$/

/** The project's own files in another folder, as a fresh clone has them. */
export async function copySources(folder: string, isLeftOut: (name: string) => boolean = () => false): Promise<void> {
  const names = (await readdir('.')).filter((name) => !notOurs.test(name) && !isLeftOut(name))
  const filter = (path: string) => basename(path) !== 'node_modules'
  for (const name of names) await cp(name, join(folder, name), { recursive: true, filter })
}

/**
 * The installed packages in another folder, as links to the same bytes: they take no room and no time, and unlike one link
 * to the whole they lie where a build looks for them.
 */
export const linkPackages = (folder: string): Promise<void> => linkTree('node_modules', join(folder, 'node_modules'))

async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await linkTree(source, target)
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else await linkOrCopy(source, target)
  }
}

/** A link, or a copy where the two folders are on different disks. */
export const linkOrCopy = (source: string, target: string): Promise<void> =>
  link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE))
