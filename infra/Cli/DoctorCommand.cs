using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.InteropServices;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.PulumiCli.SelfTest;

namespace Infra.Cli;

/// <summary><c>infra doctor [ENV]</c>: looks at what this program needs and says what to do about what is missing.</summary>
internal static class DoctorCommand
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.doctor/v1";

    private enum Verdict
    {
        Ok,
        Note,
        Problem,
    }

    public static Command Build(Host host)
    {
        Argument<string?> environment = new("ENV") { Description = "Look at this environment only.", Arity = ArgumentArity.ZeroOrOne };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("doctor", "Check this machine, the repository and its environments.") { environment, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            List<Finding> findings = [Runtime(), Packages(), .. await PulumiAsync(host, cancellation)];
            Repository repository = Repository.Find(host);
            IEnumerable<string> stacks = parsed.GetValue(environment) is { } one ? [one] : repository.Stacks();
            foreach (string stack in stacks)
            {
                findings.Add(await StackAsync(repository, stack, cancellation));
            }

            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? Json(findings) : Text(findings));
            return (int)(findings.Exists(f => f.Verdict == Verdict.Problem) ? ExitCode.Error : ExitCode.Ok);
        });
        return command;
    }

    private static Finding Runtime() =>
        new("runtime", Verdict.Ok, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, infra {ProgramInfo.Version}");

    private static Finding Packages()
    {
        string version = PackageKind.PulumiVersion;
        return PackageKind.IsOffline
            ? new Finding("packages", Verdict.Note, $"stand-ins, Pulumi {version}: the local backend works, `pulumi up` does not. offline/README.md says how to use the official packages")
            : new Finding("packages", Verdict.Ok, $"official, Pulumi {version}");
    }

    private static async Task<ImmutableArray<Finding>> PulumiAsync(Host host, CancellationToken cancellation)
    {
        if (StackBackends.FindPulumi(host) is not { } program)
        {
            return [new Finding("pulumi", Verdict.Note, "no `pulumi` on the PATH: needed for a real cloud only")];
        }

        // A folder that its owner alone may enter: the secrets of the test are in it, and the CLI keeps its own files there.
        string folder = Directory.CreateTempSubdirectory("infra-doctor-").FullName;
        try
        {
            PulumiSelfTest test = new(new PulumiSelfTestOptions { Program = program, Programs = host.Programs, Folder = folder, Files = host.Files, Entropy = host.Entropy });
            return [.. (await test.RunAsync(cancellation)).Select(f => Of(f, folder))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The folder is another one each time, and gone when somebody reads this.
    private static Finding Of(SelfTestFinding finding, string folder)
    {
        string Shown(string text) => text.Replace(folder, "FOLDER", StringComparison.Ordinal);
        Verdict verdict = finding.Verdict switch { SelfTestVerdict.Good => Verdict.Ok, SelfTestVerdict.Note => Verdict.Note, _ => Verdict.Problem };
        string message = verdict switch
        {
            Verdict.Ok => Shown(finding.Came),
            Verdict.Note => Shown($"{finding.Came}. {finding.Means} {finding.Mend}".TrimEnd()),
            _ => $"asked: {Shown(finding.Asked)}\ncame:  {Shown(finding.Came)}\nmeans: {finding.Means}\nto do: {finding.Mend}",
        };
        return new Finding(finding.Subject, verdict, message) { Asked = Shown(finding.Asked) };
    }

    private static async Task<Finding> StackAsync(Repository repository, string stack, CancellationToken cancellation)
    {
        try
        {
            StackStatus status = await new StackBackends(repository.Host, repository).Local(stack).StatusAsync(cancellation);
            return new Finding($"stack {stack}", Verdict.Ok, status.Exists ? $"settings and state are good, serial {status.Serial}" : "settings are good, nothing applied yet");
        }
        catch (InfraException problem)
        {
            return new Finding($"stack {stack}", Verdict.Problem, problem.Message);
        }
    }

    private static string Text(IReadOnlyList<Finding> findings)
    {
        int width = findings.Max(f => f.Subject.Length);
        return string.Concat(findings.Select(f => $"{Sign(f.Verdict)} {Printable.Text(f.Subject).PadRight(width)}  {Printable.Lines(f.Message).Replace("\n", "\n" + new string(' ', width + 10), StringComparison.Ordinal)}\n"));
    }

    private static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok     ",
        Verdict.Note => "note   ",
        _ => "PROBLEM",
    };

    private static string Json(IEnumerable<Finding> findings) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteStartArray("findings");
        foreach (Finding finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", finding.Subject);
            writer.WriteString("verdict", finding.Verdict switch { Verdict.Ok => "ok", Verdict.Note => "note", _ => "problem" });
            writer.WriteString("message", finding.Message);
            if (finding.Asked is { } asked)
            {
                writer.WriteString("asked", asked);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private sealed record Finding(string Subject, Verdict Verdict, string Message)
    {
        public string? Asked { get; init; }
    }
}
