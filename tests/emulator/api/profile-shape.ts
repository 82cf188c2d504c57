import type { Person } from '../data/people.ts'
import type { Links } from './links.ts'
import { has, isExtended, type View } from './views.ts'

const sizes = [640, 300, 60]

export function picturesOf(links: Links, seed: string) {
  return sizes.map((size) => ({ url: links.picture(seed, size), height: size, width: size }))
}

/** A picture that is not hosted by Spotify. */
export const foreignPictures = [{ url: 'http://pictures.invalid/cover.svg', height: null, width: null }]

/** Returns this viewer's pictures. Some users have no pictures, and some have pictures on untrusted hosts. */
export function picturesFor({ viewer, links }: View, seed: string) {
  if (viewer?.picture === 'none') return []
  return viewer?.picture === 'foreign' ? foreignPictures : picturesOf(links, seed)
}

export function toProfile(person: Person, view: View) {
  return {
    account_id: person.accountId,
    display_name: person.displayName,
    external_urls: { spotify: person.openUrl ?? view.links.open('user', person.id) },
    href: view.links.api(`/users/${person.id}`),
    id: person.id,
    images: profilePictures(person, view.links),
    type: 'user',
    uri: `spotify:user:${person.id}`,
    ...(isExtended(view) ? extendedFields(person, view) : {}),
  }
}

function profilePictures(person: Person, links: Links) {
  if (person.picture === 'none') return []
  return person.picture === 'foreign' ? foreignPictures : picturesOf(links, person.accountId)
}

function extendedFields(person: Person, view: View) {
  return {
    followers: { href: null, total: 42 },
    ...(has(view, 'user-read-email') ? { email: `${person.id}@people.invalid` } : {}),
    ...(has(view, 'user-read-private') ? subscription : {}),
  }
}

const subscription = {
  country: 'NO',
  product: 'premium',
  explicit_content: { filter_enabled: false, filter_locked: false },
}
