'use client'

import { UnexpectedError } from '@/app/_components/errors/unexpected-error'

export default UnexpectedError
