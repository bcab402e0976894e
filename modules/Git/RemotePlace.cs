using System.Text.RegularExpressions;
using Infra.Model.Values;

namespace Infra.Git;

/// <summary>A repository on a server, whatever the transport by which it is reached.</summary>
/// <param name="Server">The server, in small letters.</param>
/// <param name="Name">OWNER/NAME, in small letters, because GitHub does not tell them apart.</param>
/// <param name="Source">Where it stands in <c>stacks/</c>.</param>
public sealed partial record RemotePlace(string Server, string Name, string Source)
{
    private const string GitHub = "github.com";

    /// <summary>A repository at GitHub.</summary>
    /// <param name="repository">Its name.</param>
    /// <param name="api">The API of its server; null for github.com.</param>
    /// <param name="source">The file that names it.</param>
    public static RemotePlace Of(GitHubRepository repository, HttpsUrl? api, string source)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return new(api is null ? GitHub : new Uri(api.Value).Host, repository.Value.ToLowerInvariant(), source);
    }

    /// <summary>The repository of an address in <c>stacks/catalog/apps.yaml</c>.</summary>
    public static RemotePlace Of(RepositoryUrl url) => Read(url.Value) is { } place ? new(place.Server, place.Name, "stacks/catalog/apps.yaml") : throw new ArgumentException("The address names no repository.", nameof(url));

    /// <summary>Its address.</summary>
    public string Address => $"https://{Server}/{Name}";

    /// <summary>Whether an address leads here over https, or over ssh where that is allowed.</summary>
    public bool Is(string address, bool allowsSsh) => Read(address) is { } place && place.Server == Server && place.Name == Name && (allowsSsh || !place.IsSsh);

    private static (string Server, string Name, bool IsSsh)? Read(string address)
    {
        Match match = Form().Match(address);
        return match.Success ? (match.Groups["server"].Value.ToLowerInvariant(), match.Groups["name"].Value.ToLowerInvariant(), !match.Groups["https"].Success) : null;
    }

    [GeneratedRegex(
        "\\A((?<https>https)://([^/@\\s]*@)?(?<server>[A-Za-z0-9.-]+)(:443)?/|ssh://(git@)?(?<server>[A-Za-z0-9.-]+)(:22)?/|(git@)?(?<server>[A-Za-z0-9.-]+):)(?<name>[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+?)(\\.git)?/?\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
