import { finishSignIn, type SignInEnd, type SignInRequest, startSignIn } from '@/lib/session/sign-in'
import type { PersonId } from '../../tests/emulator/data/people.ts'
import { press, type World } from '../../tests/unit/support.ts'

/** Signs in and returns the result of the callback. */
export async function signIn(
  world: World,
  { person = 'mira', ...request }: Partial<SignInRequest> & { person?: PersonId } = {},
): Promise<SignInEnd> {
  const plain = { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false }
  const address = await startSignIn(world.context, world.jar, { ...plain, ...request })
  return finishSignIn(world.context, world.jar, await press(world, address, { person }))
}
