import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type PhotoRef, type PhotoSubject, photoLimits } from '../../domain/photo.ts';
import { parseUai } from '../../domain/uai.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';

/** A lifecycle rule of the bucket deletes objects under this prefix after a day. */
const uploaded = 'incoming/';
/** View links are made for this prefix only. */
const shown = 'ready/';
const uploadSeconds = 15 * 60;
const viewSeconds = 10 * 60;
const anyBytes = 'application/octet-stream';

export function createPhotoStore(client: S3Client, bucket: string): PhotoStore {
  const at = (prefix: string, photo: PhotoRef) => ({
    Bucket: bucket,
    Key: `${prefix}${pathOf(photo)}/${photo.photoId}`,
  });

  return {
    async uploadForm(photo, { returnTo, type = anyBytes }) {
      return createPresignedPost(client, {
        ...at(uploaded, photo),
        Expires: uploadSeconds,
        // Each field also becomes a condition of the signed policy, so the browser cannot change it.
        Fields: { 'Content-Type': type, success_action_redirect: returnTo },
        Conditions: [['content-length-range', 1, photoLimits.bytes]],
      });
    },

    async importUpload(photo, bytes) {
      await client.send(new PutObjectCommand({ ...at(uploaded, photo), Body: bytes }));
    },

    async read(photo) {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(uploaded, photo)));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async write(photo, { type, bytes }) {
      const CacheControl = `private, max-age=${viewSeconds}`;
      await client.send(
        new PutObjectCommand({ ...at(shown, photo), Body: bytes, ContentType: type, CacheControl }),
      );
    },

    async remove(photo) {
      await client.send(new DeleteObjectCommand(at(uploaded, photo)));
    },

    viewLink: (photo) =>
      getSignedUrl(client, new GetObjectCommand(at(shown, photo)), { expiresIn: viewSeconds }),
  };
}

/** The path of a réserve has one segment more than that of a damage, so that `parseUploadKey` can tell them apart. */
function pathOf(subject: PhotoSubject): string {
  return 'damageId' in subject
    ? `${subject.uai}/${subject.damageId}`
    : `${subject.uai}/${subject.deliveryId}/${subject.reserveId}`;
}

/** The photo that was uploaded under this key; `undefined` for a key of another form. */
export function parseUploadKey(key: string): PhotoRef | undefined {
  const [, code = '', id, reserveId, photoId] =
    /^incoming\/([^/]+)\/([\w-]+)\/(?:([\w-]+)\/)?([\w-]+)$/.exec(key) ?? [];
  const parsed = parseUai(code);
  if (parsed.kind !== 'uai' || !id || !photoId) return undefined;
  const { uai } = parsed;
  return reserveId ? { uai, deliveryId: id, reserveId, photoId } : { uai, damageId: id, photoId };
}
