'use client'

import { Crash } from '@/app/_components/errors/crash'

export default Crash
