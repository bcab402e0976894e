using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Delivery.Envelopes;
using Infra.Machine.Files;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Model.Values;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;
using Infra.Settings.Reading;
using Infra.Settings.ServiceLevels;
using Infra.Settings.Stacks;
using Infra.Settings.Waivers;

namespace Infra.Pipeline.Checking;

/// <summary>Judges an environment, a plan of a file, or files alone, with the waivers of the repository.</summary>
public sealed class PolicyCheck(Host host, Repository repository)
{
    /// <summary>Judges the plan and the generated files of a stack.</summary>
    public PolicyReport OfStack(string stack, Plan plan) => Waived(InputOf(stack, plan), isWhole: true);

    /// <summary>What rules read of a stack: its plan and its generated files.</summary>
    /// <exception cref="InfraException">There is no such stack, or a file of it has problems.</exception>
    public PolicyInput InputOf(string stack, Plan plan) =>
        new PolicyInput(Facts(stack), plan, [.. new GitOpsFolder(host.Folders, repository.Root, stack).Paths().SelectMany(f => ManifestReader.Read(f, repository.ReadText(f))), .. Written()]);

    // A file that is not there promises nothing, and rules say so.
    private IEnumerable<Subject> Written()
    {
        foreach (string file in StackFiles.All)
        {
            string text = repository.Has(file) ? repository.ReadText(file) : "{}";
            ImmutableArray<SettingsProblem> problems = file == ServiceLevelsFile.Path && text != "{}" ? ServiceLevelsFile.Problems(file, text) : [];
            yield return problems.IsEmpty
                ? ManifestReader.Read(file, text) is [var written] ? written : throw new InfraException(ErrorKind.Configuration, $"{file}:1: this file is one map. Fix it.")
                : throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Select(p => p.ToString())));
        }
    }

    /// <summary>Judges the plan of a file: what <c>--out</c> wrote, sealed or not.</summary>
    /// <exception cref="InfraException">It is neither; or its stack is not there.</exception>
    public PolicyReport OfPlan(string file)
    {
        Plan plan = ReadPlan(file);
        return Waived(new PolicyInput(Facts(plan.Stack), plan, []), isWhole: false);
    }

    /// <summary>Judges the manifests of files and folders.</summary>
    /// <param name="paths">Files, or folders whose .yaml and .yml files are read.</param>
    /// <param name="stack">The environment by whose facts; null where the paths are below gitops/ENV/.</param>
    /// <exception cref="InfraException">A path does not exist, is no YAML, or no environment is known.</exception>
    public PolicyReport OfFiles(IReadOnlyList<string> paths, string? stack)
    {
        string[] files = [.. paths.SelectMany(Files).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] named = [.. files.Select(f => f.Split('/')).Select(p => p is ["gitops", var environment, _, ..] ? environment : "").Distinct(StringComparer.Ordinal)];
        string environment = stack ?? (named is [{ Length: > 0 } only]
            ? only
            : throw new InfraException(ErrorKind.Configuration, "These files do not all lie below one gitops/ENV/, so it is not known which environment they are for. Pass --as ENV."));
        PolicyInput input = new(Facts(environment), plan: null, [.. files.SelectMany(f => ManifestReader.Read(f, repository.ReadText(f)))]);
        return Waived(input, isWhole: false);
    }

    /// <summary>Judges manifests by the facts of an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="objects">The manifests.</param>
    public PolicyReport OfManifests(StackName environment, ImmutableArray<Subject> objects) => Waived(new PolicyInput(Facts(environment.Value), plan: null, objects), isWhole: false);

    private PolicyReport Waived(PolicyInput input, bool isWhole) => PolicyReport.Of(input, RuleCatalog.All).With(Waivers(), host.Clock.GetUtcNow(), isWhole);

    private EnvironmentFacts Facts(string stack) =>
        string.Equals(stack, BootstrapSettings.Stack.Value, StringComparison.Ordinal) ? EnvironmentFacts.Of(repository.Bootstrap()) : EnvironmentFacts.Of(repository.Settings(stack));

    private ImmutableArray<Waiver> Waivers()
    {
        if (!repository.Has(WaiverFile.Path))
        {
            return [];
        }

        (ImmutableArray<Waiver> waivers, ImmutableArray<SettingsProblem> problems) = WaiverFile.Parse(WaiverFile.Path, repository.ReadText(WaiverFile.Path));
        return problems.IsEmpty ? waivers : throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Select(p => p.ToString())));
    }

    private IEnumerable<string> Files(string path)
    {
        string full = Path.GetFullPath(path, host.Folder);
        if (host.Folders.HasFile(full))
        {
            return [FromRoot(full)];
        }

        if (!host.Folders.HasFolder(full))
        {
            throw new InfraException(ErrorKind.Configuration, $"There is no file and no folder '{Printable.Text(path)}'. Name files or folders of manifests, or a stack.");
        }

        string[] found = [.. new[] { "*.yaml", "*.yml" }.SelectMany(p => host.Folders.Files(full, p)).Select(FromRoot)];
        return found.Length > 0 ? found : throw new InfraException(ErrorKind.Configuration, $"'{Printable.Text(path)}' holds no .yaml or .yml file, so nothing was evaluated.");
    }

    private string FromRoot(string full) => Path.GetRelativePath(repository.Root, full).Replace('\\', '/');

    private Plan ReadPlan(string file)
    {
        byte[] content;
        try
        {
            content = InputFile.Read(Path.GetFullPath(file, host.Folder), InputFile.MostMade, followsLinks: true);
            JsonObject document = JsonNode.Parse(content) as JsonObject ?? throw new JsonException("it is not an object");
            if ((string?)document["schema"] == Plan.Schema)
            {
                document.Remove("digest");
                return WithSecrets(PlanReader.Read(JsonSerializer.SerializeToElement(document)));
            }

            if ((string?)document["schema"] is var other && other != Envelope.Schema)
            {
                throw new JsonException($"its schema is {other ?? "not said"}, and {Plan.Schema} and {Envelope.Schema} are read");
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InfraException(ErrorKind.Configuration, $"'{Printable.Text(file)}' is no plan: {Printable.Text(unreadable.Message.TrimEnd('.'))}. Write one with `infra preview ENV --out FILE`.", unreadable);
        }

        return EnvelopeJson.Read(Printable.Text(file), content).Plan;
    }

    // A plan for people has a mask where secrets are: nobody can know what stands there.
    private static Plan WithSecrets(Plan plan) => plan with { Steps = [.. plan.Steps.Select(s => s with { Inputs = ((MapValue)WithSecrets(PropertyValue.Of(s.Inputs))).Map })] };

    private static PropertyValue WithSecrets(PropertyValue value) => value switch
    {
        StringValue { Value: PropertyJson.Mask } => PropertyValue.UnknownSecret,
        ListValue list => PropertyValue.Of([.. list.Items.Select(WithSecrets)]),
        MapValue map => PropertyValue.Of(PropertyMap.From(map.Map.Select(e => KeyValuePair.Create(e.Key, WithSecrets(e.Value))))),
        _ => value,
    };
}
