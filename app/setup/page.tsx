export default function SetupPage() {
  return (
    <main>
      <h1>Setup</h1>
    </main>
  )
}
