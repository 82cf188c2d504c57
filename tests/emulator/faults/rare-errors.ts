import { z } from 'zod'
import { parseAuthorizeRequest, toCallbackUrl } from '../accounts/authorize-request.ts'
import { tokenError } from '../accounts/token-endpoint.ts'
import { apiError, forbidden, insufficientScope, notFound, notRegistered } from '../api/endpoints.ts'
import { atNextSignIn, type Exchange, fault, retryAfter, tooMany } from './spotify-errors.ts'

/** Errors that a correctly configured app rarely meets. */
export const rareErrors = {
  quota: fault({
    title: 'Quota used up',
    says: 'The API responds with 429 and tells the app to wait a minute. With the real Web API, the wait lasts hours.',
    code: 'quota_exceeded',
    panel: { retryAfter: '60' },
    toSee:
      'The app makes no further calls to the same endpoints until the minute is over, even if you switch this fault off.',
    parameters: { retryAfter: retryAfter.default(48_925) },
    answer: ({ retryAfter }) => tooMany(retryAfter, 'QUOTA_EXCEEDED'),
  }),
  code_refused: fault({
    where: 'token',
    grantType: 'authorization_code',
    title: 'Code rejected',
    says: "The token endpoint rejects the sign-in's authorization code.",
    code: 'code_rejected',
    toSee: atNextSignIn,
    parameters: { description: z.string().default('Invalid authorization code') },
    answer: ({ description }) => tokenError('invalid_grant', description),
  }),
  callback_error: fault({
    where: 'authorize',
    title: 'Sign-in error',
    says: 'Spotify skips the consent page and sends the app a callback with an error.',
    code: 'login_failed',
    toSee: atNextSignIn,
    parameters: { error: z.string().default('server_error') },
    answer: callbackError,
  }),
  bad_request: fault({
    title: 'Bad request',
    says: 'The API responds with 400, as if the request were invalid.',
    code: 'invalid_request',
    parameters: { message: z.string().default('Invalid limit') },
    answer: ({ message }) => apiError(400, message),
  }),
  not_registered: fault({
    title: 'User not registered',
    says: 'The API treats every user as not registered for the app (403).',
    code: 'not_registered',
    answer: notRegistered,
  }),
  missing_scope: fault({
    title: 'Permission missing',
    says: 'The API requires a scope that was not granted (403).',
    code: 'missing_scope',
    answer: insufficientScope,
  }),
  forbidden: fault({
    title: 'Forbidden',
    says: 'The API responds with 403 but gives no reason.',
    code: 'forbidden',
    answer: forbidden,
  }),
  not_found: fault({
    title: 'Not found',
    says: 'The API responds with 404 to everything.',
    code: 'not_found',
    answer: notFound,
  }),
}

function callbackError({ error }: { error: string }, { state, url, pass }: Exchange): Response | Promise<Response> {
  const request = parseAuthorizeRequest(url.search.slice(1), state.app)
  if (typeof request === 'string') return pass()
  return new Response(null, { status: 302, headers: { location: toCallbackUrl(request, { error }) } })
}
