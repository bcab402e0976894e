using Infra.Pipeline.Workspace;

namespace Infra.Google;

/// <summary>Google Cloud itself, by its REST interfaces.</summary>
internal static class GoogleServices
{
    // No variable of the environment leads elsewhere: what is believed is read from these.
    private static readonly Uri Storage = new("https://storage.googleapis.com");
    private static readonly Uri Kms = new("https://cloudkms.googleapis.com");
    private static readonly Uri Secrets = new("https://secretmanager.googleapis.com");
    private static readonly Uri Messages = new("https://pubsub.googleapis.com");

    /// <summary>The real one; nobody signs in before something is asked.</summary>
    public static GoogleCloud Real() => At(new GoogleApi(), Storage, Kms, Secrets, Messages);

    /// <summary>Services at given addresses.</summary>
    public static GoogleCloud At(GoogleApi api, Uri storage, Uri kms, Uri secrets, Uri messages) => new(
        name => new CloudStorageBucket(api, storage, name),
        key => new CloudKms(api, kms, key),
        (key, cancellation) => new CloudKms(api, kms, key).PublicPemAsync(cancellation),
        () => new SecretEntries(api, secrets, messages));
}
