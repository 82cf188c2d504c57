/** An app registered in Spotify's dashboard, and the scopes that it requests. */
export type App = { clientId: string; clientSecret: string; scopes: readonly string[] }

/** A user to select on the consent page. `before` can change the authorization URL, and `after` can change the callback URL. */
export type Person = {
  id: string
  label: string
  before: (authorize: URL) => URL
  after: (callback: URL) => URL
}

export type Tokens = { accessToken: string; refreshToken?: string | undefined; profileId?: string | undefined }

/** A known difference caused by Spotify's changes in 2026: the client's error message and the reason for the difference. */
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

/** A third-party client, used as its documentation describes. Functions that the client does not offer are omitted. */
export type Client = {
  name: string
  redirectUri: string
  usesPkce: boolean
  usesSecret: boolean
  /** Signs in and returns the tokens, or throws the client's error. */
  signIn(app: App, person: Person): Promise<Tokens>
  profile?(tokens: Tokens): Promise<string>
  /** Pages through the playlists with the client and returns how many there are. */
  playlists?(tokens: Tokens): Promise<number>
  /** Reads a playlist with the client and returns the number of entries. */
  contents?(tokens: Tokens, playlistId: string): Promise<number>
  refresh?(app: App, tokens: Tokens): Promise<Tokens>
  /** Patterns that match the client's error messages, for steps where the messages differ from Spotify's. */
  says?: Partial<Record<StepName, RegExp>>
  differs?: Partial<Record<ApiVariant, Partial<Record<StepName, Difference>>>>
  close?(): Promise<void>
}
