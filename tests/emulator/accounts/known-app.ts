/** The app that is registered with the emulator by default. The app's credentials are made up. */
export const knownApp = {
  name: 'Stagedoor',
  clientId: '57a6ed0057a6ed0057a6ed0057a6ed00',
  clientSecret: '5ec2e7005ec2e7005ec2e7005ec2e700',
}
