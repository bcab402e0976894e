namespace Octokit;

/// <summary>Who asks.</summary>
public class Credentials
{
    /// <summary>Nobody.</summary>
    public static readonly Credentials Anonymous = new();

    /// <summary>A token.</summary>
    public Credentials(string token)
        : this(token, AuthenticationType.Oauth)
    {
    }

    /// <summary>A token, and how it is shown.</summary>
    public Credentials(string token, AuthenticationType authenticationType)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        (Password, AuthenticationType) = (token, authenticationType);
    }

    private Credentials() => AuthenticationType = AuthenticationType.Anonymous;

    /// <summary>How they are shown.</summary>
    public AuthenticationType AuthenticationType { get; }

    /// <summary>The token.</summary>
    public string Password { get; }
}
