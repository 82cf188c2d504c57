export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { reportConfiguration } = await import('@/lib/config/report')
  reportConfiguration()
}
