/** An app as Spotify's dashboard knows it, and what it asks for. */
export type App = { clientId: string; clientSecret: string; scopes: readonly string[] }

/** Somebody at Spotify's page. The two changes let a step put in another challenge or another code on the way. */
export type Person = {
  id: string
  label: string
  before: (authorize: URL) => URL
  after: (callback: URL) => URL
}

export type Tokens = { accessToken: string; refreshToken?: string | undefined; profileId?: string | undefined }

/** Words of the client for what Spotify of 2026 does to it, and why that is so. */
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

/** Somebody else's client, driven as its own documents say. What it does not offer is left out. */
export type Client = {
  name: string
  redirectUri: string
  usesPkce: boolean
  usesSecret: boolean
  /** The whole way from the first address to tokens. Throws what the client throws. */
  signIn(app: App, person: Person): Promise<Tokens>
  profile?(tokens: Tokens): Promise<string>
  /** How many playlists it finds by its own paging. */
  playlists?(tokens: Tokens): Promise<number>
  /** How many entries of a playlist it gets. */
  contents?(tokens: Tokens, playlistId: string): Promise<number>
  refresh?(app: App, tokens: Tokens): Promise<Tokens>
  /** What it makes of an error, where that is not Spotify's own word. */
  says?: Partial<Record<StepName, RegExp>>
  differs?: Partial<Record<ApiVariant, Partial<Record<StepName, Difference>>>>
  close?(): Promise<void>
}
