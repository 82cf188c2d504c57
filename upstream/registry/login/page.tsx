import { Suspense } from 'react'
import { formatProblem } from '@/lib/config/read'
import { configResult, isProduction } from '@/lib/config/server'
import { describeReason, parseReason } from '@/lib/error-messages'
import { parseReturnTo, startLoginPath } from '@/lib/session/urls'

type LoginPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** A sign-in page without styles. Change it to match your app. */
export default function LoginPage({ searchParams }: LoginPageProps) {
  return (
    <main>
      <Suspense>
        <SignIn searchParams={searchParams} />
      </Suspense>
    </main>
  )
}

async function SignIn({ searchParams }: LoginPageProps) {
  const query = await searchParams
  const { config, problems } = configResult()
  if (!config)
    return (
      <>
        <h1>Sign-in isn’t set up yet</h1>
        {!isProduction() && problems.map((problem) => <p key={problem.variable}>{formatProblem(problem)}</p>)}
      </>
    )
  const { title, description, advice } = describeReason(parseReason(query.reason) ?? 'signed_out')
  return (
    <>
      <h1>{title}</h1>
      <p>{description}</p>
      <p>{advice}</p>
      {/* Not a Link, because prefetching this path must not start a sign-in. */}
      <a href={startLoginPath({ returnTo: parseReturnTo(query.returnTo) })} style={{ textDecoration: 'underline' }}>
        Sign in with Spotify
      </a>
    </>
  )
}
