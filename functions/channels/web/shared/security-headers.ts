import type { Context, MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

declare module 'hono' {
  interface ContextVariableMap {
    /** Where this page's photos come from and go to. */
    photoOrigin: string | undefined;
  }
}

/** Lets this page show photos of that place, and send them there. */
export function allowPhotosFrom(c: Context, url: string): void {
  c.set('photoOrigin', new URL(url).origin);
}

/** Stands around `guardHeaders`, whose policy is settled before anybody knows what the page shows. */
export const openToPhotos: MiddlewareHandler = async (c, next) => {
  await next();
  const origin = c.get('photoOrigin');
  const policy = c.res.headers.get('Content-Security-Policy');
  if (!origin || !policy) return;
  c.header(
    'Content-Security-Policy',
    policy.replace(/(img-src|form-action) 'self'/g, `$1 'self' ${origin}`),
  );
};

/** What browsers are told not to do with our answers, whatever the answer. */
export const guardHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // Without `preload`: that binds the Département's domain for years, and is theirs to ask.
  strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  // Other sites must not learn which collège somebody was looking at.
  referrerPolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  xFrameOptions: 'DENY',
  permissionsPolicy: {
    camera: [],
    microphone: [],
    geolocation: [],
    payment: [],
    usb: [],
    displayCapture: [],
    browsingTopics: [],
  },
});

/** Private unless it says otherwise: no cache keeps it, on the way or in the browser of a shared machine. */
export const keepPrivate: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};
