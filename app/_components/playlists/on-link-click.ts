/** Runs something before a link leaves the page. Returns a function that ends this. */
export function onLinkClick(run: () => void): () => void {
  const onClick = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('a')) run()
  }
  addEventListener('click', onClick, { capture: true })
  return () => removeEventListener('click', onClick, { capture: true })
}
