namespace Octokit;

/// <summary>How credentials are shown to GitHub.</summary>
public enum AuthenticationType
{
    /// <summary>Not at all.</summary>
    Anonymous = 0,

    /// <summary>A login and a password.</summary>
    Basic = 1,

    /// <summary>A token, of a person or of an installation.</summary>
    Oauth = 2,

    /// <summary>A signed token of an App.</summary>
    Bearer = 3,
}
