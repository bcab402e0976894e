using System.Collections.Immutable;
using System.Text.Json;
using Infra.Model.Errors;

namespace Infra.PulumiCli;

/// <summary>A state as <c>pulumi stack export</c> writes it, as far as this program reads it.</summary>
/// <remarks>Form: pulumi/pulumi, sdk/go/common/apitype/core.go, versions 3 and 4.</remarks>
/// <param name="SecretsProvider">Who encrypts its secrets: <c>passphrase</c>, or a URL such as <c>gcpkms://...</c>; null where nothing was encrypted yet.</param>
/// <param name="Resources">What it records, in its order.</param>
public sealed record PulumiDeployment(string? SecretsProvider, ImmutableArray<PulumiResource> Resources)
{
    private const int OldestVersion = 3;
    private const int NewestVersion = 4;

    /// <summary>Reads an export.</summary>
    /// <exception cref="InfraException">It is not one, or of a version that is not known.</exception>
    public static PulumiDeployment Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            int version = document.RootElement.GetProperty("version").GetInt32();
            if (version is < OldestVersion or > NewestVersion)
            {
                throw new InfraException(ErrorKind.Failed, $"The exported state has version {version}; this program reads {OldestVersion} and {NewestVersion}. Use a newer infra, or an older Pulumi CLI.");
            }

            JsonElement deployment = document.RootElement.GetProperty("deployment");
            return new PulumiDeployment(Provider(deployment), deployment.TryGetProperty("resources", out JsonElement resources) && resources.ValueKind == JsonValueKind.Array ? [.. resources.EnumerateArray().Select(Resource)] : []);
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InfraException(ErrorKind.Failed, $"The exported state cannot be read: {malformed.Message} Run `pulumi stack export` by hand and look at it.", malformed);
        }
    }

    // {"type": "passphrase", "state": {"salt": ...}} or {"type": "cloud", "state": {"url": ..., "encryptedkey": ...}}
    private static string? Provider(JsonElement deployment)
    {
        if (!deployment.TryGetProperty("secrets_providers", out JsonElement providers) || providers.ValueKind != JsonValueKind.Object || Text(providers, "type") is not { } type)
        {
            return null;
        }

        return providers.TryGetProperty("state", out JsonElement state) && state.ValueKind == JsonValueKind.Object ? Text(state, "url") ?? type : type;
    }

    private static PulumiResource Resource(JsonElement resource) => new(
        resource.GetProperty("urn").GetString()!,
        Text(resource, "id"),
        resource.GetProperty("custom").GetBoolean(),
        resource.TryGetProperty("protect", out JsonElement protect) && protect.GetBoolean(),
        [.. Needs(resource).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        resource.TryGetProperty("inputs", out JsonElement inputs) ? inputs.Clone() : default);

    private static IEnumerable<string> Needs(JsonElement resource)
    {
        if (Text(resource, "parent") is { } parent)
        {
            yield return parent;
        }

        // "URN::ID"
        if (Text(resource, "provider") is { Length: > 0 } provider)
        {
            yield return provider[..provider.LastIndexOf("::", StringComparison.Ordinal)];
        }

        if (resource.TryGetProperty("dependencies", out JsonElement dependencies) && dependencies.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement dependency in dependencies.EnumerateArray())
            {
                yield return dependency.GetString()!;
            }
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
