using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.PulumiCli.SelfTest;

namespace Infra.Pipeline.Diagnosing;

/// <summary>Looks at what this program needs: the machine, the Pulumi CLI, the repository and its environments.</summary>
/// <param name="host">The machine.</param>
public sealed class Checkup(Host host)
{
    /// <summary>Looks at everything.</summary>
    /// <param name="environment">The only environment; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The current folder is in no repository.</exception>
    public async Task<ImmutableArray<CheckFinding>> RunAsync(string? environment, CancellationToken cancellation)
    {
        List<CheckFinding> findings = [Runtime(), Packages(), .. await PulumiAsync(cancellation)];
        Repository repository = Repository.Find(host);
        foreach (string stack in environment is null ? repository.Stacks() : [environment])
        {
            findings.Add(await StackAsync(repository, stack, cancellation));
        }

        return environment is null ? [.. findings, .. new Readiness(repository).Missing()] : [.. findings];
    }

    private static CheckFinding Runtime() =>
        new("runtime", CheckVerdict.Ok, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, infra {ProgramInfo.Version}");

    private static CheckFinding Packages()
    {
        string version = PackageKind.PulumiVersion;
        return PackageKind.IsOffline
            ? new CheckFinding("packages", CheckVerdict.Note, $"stubs of the official packages, Pulumi {version}: the local backend works, `pulumi up` does not. offline/README.md says how to use the official packages")
            : new CheckFinding("packages", CheckVerdict.Ok, $"official, Pulumi {version}");
    }

    private async Task<ImmutableArray<CheckFinding>> PulumiAsync(CancellationToken cancellation)
    {
        if (StackBackends.FindPulumi(host) is not { } program)
        {
            return [new CheckFinding("pulumi", CheckVerdict.Note, "no `pulumi` on the PATH: needed for a real cloud only")];
        }

        // A folder that its owner alone may enter: the secrets of the test are in it, and the CLI keeps its own files there.
        string folder = host.Folders.CreateTemporary("infra-doctor-");
        try
        {
            PulumiSelfTest test = new(new PulumiSelfTestOptions { Program = program, Programs = host.Programs, Folder = folder, Files = host.Files, Entropy = host.Entropy });
            return [.. (await test.RunAsync(cancellation)).Select(f => Of(f, folder))];
        }
        finally
        {
            host.Folders.Delete(folder);
        }
    }

    // The folder is another one each time, and gone when somebody reads this.
    private static CheckFinding Of(SelfTestFinding finding, string folder)
    {
        string Shown(string text) => text.Replace(folder, "FOLDER", StringComparison.Ordinal);
        CheckVerdict verdict = finding.Verdict switch { SelfTestVerdict.Good => CheckVerdict.Ok, SelfTestVerdict.Note => CheckVerdict.Note, _ => CheckVerdict.Problem };
        string message = verdict switch
        {
            CheckVerdict.Ok => Shown(finding.Came),
            CheckVerdict.Note => Shown($"{finding.Came}. {finding.Means} {finding.Mend}".TrimEnd()),
            _ => $"asked: {Shown(finding.Asked)}\ncame:  {Shown(finding.Came)}\nmeans: {finding.Means}\nto do: {finding.Mend}",
        };
        return new CheckFinding(finding.Subject, verdict, message) { Asked = Shown(finding.Asked) };
    }

    private static async Task<CheckFinding> StackAsync(Repository repository, string stack, CancellationToken cancellation)
    {
        try
        {
            StackStatus status = await new StackBackends(repository.Host, repository).Local(stack).StatusAsync(cancellation);
            return new CheckFinding($"stack {stack}", CheckVerdict.Ok, status.Exists ? $"settings and state are good, serial {status.Serial}" : "settings are good, nothing applied yet");
        }
        catch (InfraException problem)
        {
            return new CheckFinding($"stack {stack}", CheckVerdict.Problem, problem.Message);
        }
    }
}
