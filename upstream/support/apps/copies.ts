import { constants } from 'node:fs'
import { copyFile, cp, link, mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Generated, installed and local files, which are not part of the project. */
const notOurs = /^(?:node_modules|\.git|\.next.*|\.env(?!\.example).*|test-results|playwright-report|certificate)$/

/** Copies the project's files into another folder, which then looks like a fresh clone. */
export async function copySources(folder: string, isLeftOut: (name: string) => boolean = () => false): Promise<void> {
  const names = (await readdir('.')).filter((name) => !notOurs.test(name) && !isLeftOut(name))
  const filter = (path: string) => basename(path) !== 'node_modules'
  for (const name of names) await cp(name, join(folder, name), { recursive: true, filter })
}

/**
 * Hard-links the installed packages into another folder. This takes almost no time or space. A single symbolic link would be
 * simpler, but the build cannot find packages through it.
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

/** Creates a hard link, or a copy if linking fails because the folders are on different disks. */
export const linkOrCopy = (source: string, target: string): Promise<void> =>
  link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE))
