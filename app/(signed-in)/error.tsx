'use client'

import { CrashClient } from '@/app/_components/crash-client'

export default CrashClient
