import { freePort, type Running, startApp } from '../../scripts/processes.ts'
import { type Servers as OneInstance, startServers as startOneInstance } from '../../tests/support/servers.ts'

export type Servers = OneInstance & {
  /** All app instances, including `app`. */
  instances: Running[]
  /** Starts another app instance with these settings. */
  startInstance: (environment: Record<string, string>) => Promise<Running>
}

/** Like `startServers` in `tests/support/servers.ts`, but can start several instances of the app. */
export async function startServers(
  environment: Record<string, string> = {},
  instanceCount = 1,
  start: typeof startApp = startApp,
): Promise<Servers> {
  const servers = await startOneInstance(environment, start)
  const instances = [servers.app]
  const startInstance = async (own: Record<string, string>) => {
    const instance = await start(await freePort(), { ...servers.settings, ...own })
    instances.push(instance)
    return instance
  }
  while (instances.length < instanceCount) await startInstance({})
  const stop = async () => {
    await Promise.all(instances.map((instance) => instance.stop()))
    await servers.stop()
  }
  return { ...servers, instances, startInstance, stop }
}
