using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>The files <c>stacks/ENV/foundation.yaml</c>: what they must say, and what they say.</summary>
/// <param name="host">The disk.</param>
/// <param name="root">The root of the repository.</param>
/// <param name="settings">The settings of bootstrap.</param>
public sealed partial class FoundationFiles(Host host, string root, BootstrapSettings settings)
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

    /// <summary>The files that are not as they must be: the foundations, and the settings that name another number than Google gave the project.</summary>
    public ImmutableArray<string> Stale(IEnumerable<Foundation> foundations) => [.. foundations.SelectMany(Wanted).Select(w => w.File)];

    /// <summary>Writes the files that are not as they must be, each as a whole or not at all.</summary>
    public void Write(IEnumerable<Foundation> foundations)
    {
        foreach ((string file, byte[] bytes) in foundations.SelectMany(Wanted))
        {
            host.Files.Replace(Path.Combine(root, file), bytes);
        }
    }

    private IEnumerable<(string File, byte[] Bytes)> Wanted(Foundation foundation)
    {
        // Google chooses the number, so nobody can have written it before; the rest of the settings stays as people wrote it.
        string settingsFile = SettingsFile.PathOf(foundation.Stack);
        if (host.Files.Read(Path.Combine(root, settingsFile)) is { } bytes && Number().Matches(Encoding.UTF8.GetString(bytes)) is [{ Groups: [_, var number] }] && number.Value != foundation.ProjectNumber.Value)
        {
            string text = Encoding.UTF8.GetString(bytes);
            yield return (settingsFile, Encoding.UTF8.GetBytes(text[..number.Index] + foundation.ProjectNumber + text[(number.Index + number.Length)..]));
        }

        if (!(host.Files.Read(Full(foundation)) ?? []).AsSpan().SequenceEqual(Bytes(foundation)))
        {
            yield return (Foundation.PathOf(foundation.Stack), Bytes(foundation));
        }
    }

    [GeneratedRegex("^  infra:projectNumber: \"(?<number>[0-9]+)\"", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    /// <summary>The files that are not there.</summary>
    public ImmutableArray<string> Missing(IEnumerable<Foundation> foundations) => [.. foundations.Where(f => host.Files.Read(Full(f)) is null).Select(f => Foundation.PathOf(f.Stack))];

    /// <summary>The files that are there just as these foundations are.</summary>
    public ImmutableArray<string> Existing(IEnumerable<Foundation> foundations) =>
        [.. foundations.Where(f => (host.Files.Read(Full(f)) ?? []).AsSpan().SequenceEqual(Bytes(f))).Select(f => Foundation.PathOf(f.Stack))];

    /// <summary>The files that are there.</summary>
    public ImmutableArray<string> Existing() =>
        [.. settings.Environments.Select(e => Foundation.PathOf(e.Stack)).Where(f => host.Files.Read(Path.Combine(root, f)) is not null)];

    /// <summary>Deletes files.</summary>
    public void Delete(ImmutableArray<string> which)
    {
        foreach (string file in which)
        {
            host.Files.Delete(Path.Combine(root, file));
        }
    }

    private static Dictionary<string, string> Values(JsonElement element) =>
        element.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);

    private static byte[] Bytes(Foundation foundation) => Encoding.UTF8.GetBytes(foundation.ToYaml());

    private string Full(Foundation foundation) => Path.Combine(root, Foundation.PathOf(foundation.Stack));
}
