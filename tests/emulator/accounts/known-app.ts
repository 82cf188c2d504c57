/** The app the emulator knows when nobody says otherwise: obviously made up, good for nothing elsewhere. */
export const knownApp = {
  name: 'Stagedoor',
  clientId: '57a6ed0057a6ed0057a6ed0057a6ed00',
  clientSecret: '5ec2e7005ec2e7005ec2e7005ec2e700',
}
