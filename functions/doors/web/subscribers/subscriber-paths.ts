export const subscribersPath = '/education/abonnes';

/** Where the service Éducation looks after one subscriber. */
export const subscriberPath = (id: string) => `${subscribersPath}/${id}`;
