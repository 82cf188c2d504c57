import type { SignInEnd, SignInRequest } from '@/lib/session/sign-in'
import type { PersonId } from '../../tests/emulator/data/people.ts'
import { finish, press, start, type TestSetup } from '../../tests/unit/support.ts'

/** Signs in and returns the callback's result. */
export async function signIn(
  setup: TestSetup,
  { person = 'mira', ...request }: Partial<SignInRequest> & { person?: PersonId } = {},
): Promise<SignInEnd> {
  return finish(setup, await press(setup, await start(setup, request), { person }))
}
