/** The site's logo: the lamp above the stage door. */
export const Logo = () => <span aria-hidden="true" className="logo" />
