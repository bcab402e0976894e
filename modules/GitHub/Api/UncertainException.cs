namespace Infra.GitHub.Api;

/// <summary>The connection broke while something was made, so nobody knows whether it was. Who made it looks again.</summary>
public sealed class UncertainException : Exception
{
    /// <summary>A break.</summary>
    /// <param name="path">What was made.</param>
    /// <param name="innerException">How it broke; null where its words hold a credential.</param>
    public UncertainException(string path, Exception? innerException)
        : base($"The connection to GitHub broke while {path} was made", innerException)
    {
    }
}
