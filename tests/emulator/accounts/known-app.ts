/** The app that is registered with the emulator by default, with made-up credentials. */
export const knownApp = {
  name: 'Stagedoor',
  clientId: '57a6ed0057a6ed0057a6ed0057a6ed00',
  clientSecret: '5ec2e7005ec2e7005ec2e7005ec2e700',
}
