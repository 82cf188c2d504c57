/** An app in Spotify's dashboard, and the scopes that it requests. */
export type App = { clientId: string; clientSecret: string; scopes: readonly string[] }

/** A person on the consent page. `before` and `after` let a step change the authorization URL and the callback. */
export type Person = {
  id: string
  label: string
  before: (authorize: URL) => URL
  after: (callback: URL) => URL
}

export type Tokens = { accessToken: string; refreshToken?: string | undefined; profileId?: string | undefined }

/** The client's message for a difference caused by Spotify's changes of 2026, and the reason. */
export type Difference = { says: RegExp; reason: string }

export const stepNames = [
  'sign in',
  'profile',
  'playlists',
  'contents',
  'refresh twice',
  'bad token',
  'bad secret',
  'used code',
  'wrong verifier',
  'missing scope',
] as const
export type StepName = (typeof stepNames)[number]
type ApiVariant = 'development' | 'extended'

/** A third-party client, used as its documentation says. Functions that it does not have are omitted. */
export type Client = {
  name: string
  redirectUri: string
  usesPkce: boolean
  usesSecret: boolean
  /** Signs in and returns the tokens. Throws the client's errors. */
  signIn(app: App, person: Person): Promise<Tokens>
  profile?(tokens: Tokens): Promise<string>
  /** Number of playlists that the client's own paging finds. */
  playlists?(tokens: Tokens): Promise<number>
  /** Number of entries that the client gets from a playlist. */
  contents?(tokens: Tokens, playlistId: string): Promise<number>
  refresh?(app: App, tokens: Tokens): Promise<Tokens>
  /** The client's error message, if it differs from Spotify's. */
  says?: Partial<Record<StepName, RegExp>>
  differs?: Partial<Record<ApiVariant, Partial<Record<StepName, Difference>>>>
  close?(): Promise<void>
}
