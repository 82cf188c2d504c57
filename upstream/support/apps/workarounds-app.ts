/** A Next.js app without this project's workarounds. The app has a route for each upstream bug in `docs/workarounds.md`. */
export const workaroundsApp = {
  'next.config.mjs': `
    const trustedTypes = { key: 'content-security-policy', value: "require-trusted-types-for 'script'" }
    export default {
      experimental: { proxyClientMaxBodySize: 1024 },
      headers: () => [{ source: '/trusted-:rest', headers: [trustedTypes] }],
    }`,
  'module-id.js': 'export const moduleId = crypto.randomUUID()',
  'proxy.js': `
    import { NextResponse } from 'next/server'
    import { moduleId } from './module-id'
    export default function proxy(request) {
      const { pathname, port } = request.nextUrl
      if (pathname === '/to-127') return NextResponse.redirect('http://127.0.0.1:' + port + '/')
      const response = NextResponse.next()
      response.headers.set('x-proxy-hostname', request.nextUrl.hostname)
      response.headers.set('x-proxy-module', moduleId)
      response.headers.set('cache-control', 'no-store')
      if (pathname === '/api/cookies') response.cookies.set('early', 'yes')
      if (pathname === '/redirects') response.cookies.set('early', '', { maxAge: 0 })
      return response
    }`,
  'app/layout.jsx': `
    import { Fuse } from './fuse'
    export default ({ children }) => <html lang="en"><body><Fuse />{children}</body></html>`,
  'app/fuse.jsx': `
    'use client'
    import { useEffect, useState } from 'react'
    /** Throws an error in the layout when the window receives a "blow" event. */
    export function Fuse() {
      const [isBlown, setIsBlown] = useState(false)
      useEffect(() => {
        addEventListener('blow', () => setIsBlown(true))
        document.documentElement.dataset.hydrated = ''
      }, [])
      if (isBlown) throw new Error('broken on purpose')
      return null
    }`,
  'app/page.jsx': `
    import Link from 'next/link'
    export default () => <><h1>Home</h1><Link href="/refreshed" prefetch={false}>Refreshed</Link></>`,
  'app/not-found.jsx': 'export default () => <p>Nothing under this address</p>',
  'app/headers/page.jsx': `
    import { headers } from 'next/headers'
    import { moduleId } from '../../module-id'
    export default async () => <pre data-module={moduleId}>{JSON.stringify(Object.fromEntries(await headers()))}</pre>`,
  'app/items/[id]/page.jsx': 'export default async ({ params }) => <p>{(await params).id}</p>',
  'app/redirects/page.jsx': `
    import { redirect } from 'next/navigation'
    export default async ({ searchParams }) => { await searchParams; redirect('/') }`,
  'app/refreshed/page.jsx': `
    import { cookies } from 'next/headers'
    import { redirect } from 'next/navigation'
    import { Suspense } from 'react'
    async function Late() {
      await new Promise((resolve) => setTimeout(resolve, 50))
      if (!(await cookies()).has('fresh')) redirect('/api/refresh')
      return <p>The list</p>
    }
    export default () => <><h1>A list</h1><Suspense fallback="Loading"><Late /></Suspense></>`,
  'app/streamed/[ms]/page.jsx': `
    import { Suspense } from 'react'
    async function pause(params) {
      const { ms } = await params
      await new Promise((resolve) => setTimeout(resolve, ms))
    }
    export async function generateMetadata({ params }) {
      await pause(params)
      return { title: 'Late title' }
    }
    async function Late({ params }) {
      await pause(params)
      return <p id="late" style={{ height: 9_000 }}>Late text</p>
    }
    export default ({ params }) =>
      <main><Suspense fallback={<p>Early text</p>}><Late params={params} /></Suspense></main>`,
  'app/trusted-chunk/page.jsx': `
    'use client'
    import { useState } from 'react'
    export default () => {
      const [text, setText] = useState('Load')
      return <button onClick={() => import('../../late').then(({ late }) => setText(late))}>{text}</button>
    }`,
  'late.js': "export const late = 'Loaded'",
  'app/trusted-script/page.jsx': `
    'use client'
    import { useState } from 'react'
    export default () => {
      const [isOn, setIsOn] = useState(false)
      return <><button onClick={() => setIsOn(true)}>Add</button>{isOn && <div><p>Added</p><script /></div>}</>
    }`,
  'app/trusted-error/page.jsx': 'export default () => <h1>Works</h1>',
  'app/api/health/route.js': 'export const GET = () => Response.json({})',
  'app/api/cookies/route.js': `
    import { cookies } from 'next/headers'
    export const GET = async () => Response.json({ early: (await cookies()).has('early') })`,
  'app/api/refresh/route.js': `
    import { cookies } from 'next/headers'
    export async function GET() {
      (await cookies()).set('fresh', 'yes')
      return new Response(null, { status: 303, headers: { location: '/refreshed' } })
    }`,
  'app/api/post/route.js': 'export const POST = () => Response.json({})',
}
