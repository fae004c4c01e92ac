/** What went wrong, in the workspace's words. */
export function FaultNote({ fault }: { readonly fault: string | undefined }) {
  if (fault === undefined) return null;
  return (
    <p class="fault" role="alert">
      {fault}
    </p>
  );
}
