'use client'

import { CrashClient, type CrashProps } from '@/app/_components/crash-client'

export default function ErrorPage(props: CrashProps) {
  return <CrashClient {...props} />
}
