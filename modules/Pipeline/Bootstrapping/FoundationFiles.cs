using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>The files <c>stacks/ENV/foundation.yaml</c>: what they must say, and what they say.</summary>
/// <param name="host">The disk.</param>
/// <param name="root">The root of the repository.</param>
/// <param name="settings">The settings of bootstrap.</param>
public sealed class FoundationFiles(Host host, string root, BootstrapSettings settings)
{
    /// <summary>The foundations in the outputs of bootstrap, in the order of environments.</summary>
    /// <param name="outputs">All outputs, as JSON.</param>
    /// <exception cref="InfraException">An output is missing or has not the form that it must have.</exception>
    public ImmutableArray<Foundation> Read(string outputs)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(outputs);
            JsonElement all = document.RootElement.GetProperty("foundations");
            return [.. settings.Environments.Select(e => Foundation.Of(e.Stack, Values(all.GetProperty(e.Stack.Value))))];
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InfraException(ErrorKind.Failed, $"The outputs of bootstrap do not say what each environment needs: {malformed.Message}. Run `infra bootstrap` again, so that its update is carried out whole.", malformed);
        }
    }

    /// <summary>The files that are not as they must be.</summary>
    public ImmutableArray<string> Stale(IEnumerable<Foundation> foundations) =>
        [.. foundations.Where(f => !(host.Files.Read(Full(f)) ?? []).AsSpan().SequenceEqual(Bytes(f))).Select(f => Foundation.PathOf(f.Stack))];

    /// <summary>Writes the files that are not as they must be, each as a whole or not at all.</summary>
    public void Write(IEnumerable<Foundation> foundations)
    {
        foreach (Foundation foundation in foundations.Where(f => !Stale([f]).IsEmpty))
        {
            host.Files.Replace(Full(foundation), Bytes(foundation));
        }
    }

    /// <summary>The files that are there.</summary>
    public ImmutableArray<string> Existing() =>
        [.. settings.Environments.Select(e => Foundation.PathOf(e.Stack)).Where(f => host.Files.Read(Path.Combine(root, f)) is not null)];

    /// <summary>Deletes the files.</summary>
    public void Delete()
    {
        foreach (string file in Existing())
        {
            host.Files.Delete(Path.Combine(root, file));
        }
    }

    private static Dictionary<string, string> Values(JsonElement element) =>
        element.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);

    private static byte[] Bytes(Foundation foundation) => Encoding.UTF8.GetBytes(foundation.ToYaml());

    private string Full(Foundation foundation) => Path.Combine(root, Foundation.PathOf(foundation.Stack));
}
