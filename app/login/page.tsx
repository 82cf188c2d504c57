export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  return (
    <main>
      <h1>Sign in</h1>
      <p>{JSON.stringify(await searchParams)}</p>
    </main>
  )
}
