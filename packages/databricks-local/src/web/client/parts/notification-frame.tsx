interface NotificationFrameProps {
  readonly subject: string;
  readonly body: string;
  readonly format: "HTML" | "MARKDOWN";
  readonly templateError?: string | undefined;
}

/** A notification as its subscriber reads it. */
export function NotificationFrame({ subject, body, format, templateError }: NotificationFrameProps) {
  return (
    <div class="letter">
      <p class="subject">{subject}</p>
      {templateError !== undefined && (
        <p class="fault">A template is broken, the default one stands in for it: {templateError}</p>
      )}
      {format === "HTML" ? (
        // No scripts, no forms, no links out, no requests: the frame has an origin of its own and may do nothing.
        <iframe sandbox="" title={`Notification: ${subject}`} srcdoc={asDocument(body)} />
      ) : (
        <pre>{body}</pre>
      )}
    </div>
  );
}

/** The frame also inherits the page's policy; this one stands with the text, wherever it is shown. */
function asDocument(body: string): string {
  const own = location.origin;
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline' ${own}`;
  return (
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<link rel="stylesheet" href="${own}/_local/page/notification.css"><body>${body}`
  );
}
