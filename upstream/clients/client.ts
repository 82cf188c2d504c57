/** An app in Spotify's dashboard, with the scopes that it requests. */
export type App = { clientId: string; clientSecret: string; scopes: readonly string[] }

/** A person on the consent page. With `before` and `after`, a step can change the authorization URL and the callback URL. */
export type Person = {
  id: string
  label: string
  before: (authorize: URL) => URL
  after: (callback: URL) => URL
}

export type Tokens = { accessToken: string; refreshToken?: string | undefined; profileId?: string | undefined }

/** A known difference that Spotify's changes of 2026 cause: the client's message and the reason. */
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

/**
 * A third-party client, used as its documentation describes. Optional functions are missing if the client does not offer them.
 */
export type Client = {
  name: string
  redirectUri: string
  usesPkce: boolean
  usesSecret: boolean
  /** Signs in and returns the tokens. Throws the errors of the client. */
  signIn(app: App, person: Person): Promise<Tokens>
  profile?(tokens: Tokens): Promise<string>
  /** Returns how many playlists the client finds with its own paging. */
  playlists?(tokens: Tokens): Promise<number>
  /** Returns how many entries of a playlist the client reads. */
  contents?(tokens: Tokens, playlistId: string): Promise<number>
  refresh?(app: App, tokens: Tokens): Promise<Tokens>
  /** The client's error messages that differ from those of Spotify. */
  says?: Partial<Record<StepName, RegExp>>
  differs?: Partial<Record<ApiVariant, Partial<Record<StepName, Difference>>>>
  close?(): Promise<void>
}
