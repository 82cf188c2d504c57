'use client'

import { Controls } from './controls-client'
import { useChoices } from './use-choices-client'

/** What is chosen, before there is anything to choose from. */
export const ControlsInWaiting = () => <Controls {...useChoices()} isDisabled />
