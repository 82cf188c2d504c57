import { finishSignIn, type SignInEnd, type SignInRequest, startSignIn } from '@/lib/session/sign-in'
import type { PersonId } from '../../tests/emulator/data/people.ts'
import { press, type TestSetup } from '../../tests/unit/support.ts'

/** Signs in and returns the callback's result. */
export async function signIn(
  setup: TestSetup,
  { person = 'mira', ...request }: Partial<SignInRequest> & { person?: PersonId } = {},
): Promise<SignInEnd> {
  const plain = { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false }
  const address = await startSignIn(setup.context, setup.jar, { ...plain, ...request })
  return finishSignIn(setup.context, setup.jar, await press(setup, address, { person }))
}
