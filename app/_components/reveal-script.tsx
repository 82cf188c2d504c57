/**
 * React (19.3) shows what is streamed at the earliest 300 ms after the first paint, lest a page of many parts flicker. Ours
 * has one, and Spotify has answered by then. It notes the paint's time in `$RT`: where there is none it waits for nothing.
 */
export const RevealScript = ({ nonce }: { nonce: string | undefined }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a text of ours, the only way to write a script in a page
  <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} />
)

const script = "Object.defineProperty(self,'$RT',{get(){},set(){}})"
