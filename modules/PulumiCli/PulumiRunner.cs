using System.Text.RegularExpressions;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.PulumiCli;

/// <summary>The Pulumi CLI as a process: runs calls and turns their endings into facts or errors.</summary>
/// <param name="runner">What starts it.</param>
/// <param name="commands">The calls.</param>
/// <param name="folder">The folder with Pulumi.yaml.</param>
/// <param name="line">Told each line of long operations.</param>
public sealed partial class PulumiRunner(IProgramRunner runner, PulumiCommands commands, string folder, Action<string>? line)
{
    /// <summary>The oldest CLI that has every flag in use: <c>destroy --exclude</c> came with 3.158.0 (pulumi/pulumi, CHANGELOG.md).</summary>
    public static Version Oldest { get; } = new(3, 158, 0);

    /// <summary>Runs a call that must succeed, with its lines shown.</summary>
    /// <exception cref="InfraException">It did not.</exception>
    public async Task RunAsync(ProgramCall call, CancellationToken cancellation) => _ = Good(call, await runner.RunAsync(call, folder, line, cancellation));

    /// <summary>The version of the CLI.</summary>
    /// <exception cref="InfraException">It is too old, or says something else.</exception>
    public async Task<Version> VersionAsync(CancellationToken cancellation)
    {
        ProgramCall call = commands.Version();
        string said = Good(call, await runner.RunAsync(call, folder, null, cancellation)).Output.Trim();
        if (!Form().Match(said).Success || !Version.TryParse(Form().Match(said).Groups["version"].Value, out Version? version))
        {
            throw new InfraException(ErrorKind.Failed, $"`pulumi version` says '{said}', which is no version. Install the Pulumi CLI, https://www.pulumi.com/docs/iac/download-install/.");
        }

        return version >= Oldest
            ? version
            : throw new InfraException(ErrorKind.Failed, $"The Pulumi CLI is version {version}, and {Oldest} or newer is needed, which has `destroy --exclude`. Install a newer one, https://www.pulumi.com/docs/iac/download-install/.");
    }

    /// <summary>The state of a stack; null where there is no such stack, or no such bucket.</summary>
    /// <exception cref="InfraException">It cannot be told.</exception>
    public async Task<PulumiDeployment?> ExportAsync(string backend, StackName stack, CancellationToken cancellation)
    {
        ProgramCall call = commands.Export(backend, stack);
        ProgramResult result = await runner.RunAsync(call, folder, null, cancellation);
        return PulumiErrors.IsMissing(result) ? null : PulumiDeployment.Parse(Good(call, result).Output);
    }

    /// <summary>The state of a stack as text and as facts; nulls where there is no such stack, or no such bucket.</summary>
    /// <exception cref="InfraException">It cannot be told.</exception>
    public async Task<(string? Text, PulumiDeployment? State)> ExportTextAsync(string backend, StackName stack, CancellationToken cancellation)
    {
        ProgramCall call = commands.Export(backend, stack);
        ProgramResult result = await runner.RunAsync(call, folder, null, cancellation);
        return PulumiErrors.IsMissing(result) ? (null, null) : (Good(call, result).Output, PulumiDeployment.Parse(result.Output));
    }

    /// <summary>What a call that must succeed writes to standard output.</summary>
    /// <exception cref="InfraException">It did not succeed; the errors of its document are named where it wrote one.</exception>
    public async Task<string> OutputAsync(ProgramCall call, CancellationToken cancellation)
    {
        ProgramResult result = await runner.RunAsync(call, folder, null, cancellation);
        // A failure in the engine writes the document as well, with its errors in it.
        return result.ExitCode == 0 ? result.Output
            : PulumiPreview.Errors(result.Output) is { Length: > 0 } errors ? throw PulumiErrors.Of(call, result with { Error = string.Join('\n', errors) })
            : throw PulumiErrors.Of(call, result);
    }

    /// <summary>Whether an update would change something.</summary>
    /// <exception cref="InfraException">The preview failed.</exception>
    public async Task<bool> HasChangesAsync(string backend, StackName stack, CancellationToken cancellation)
    {
        ProgramCall call = commands.PreviewWithoutChanges(backend, stack);
        ProgramResult result = await runner.RunAsync(call, folder, null, cancellation);
        if (result.ExitCode == PulumiErrors.NoChanges)
        {
            return true;
        }

        _ = Good(call, result);
        return false;
    }

    /// <summary>The outputs of a stack, as JSON.</summary>
    /// <exception cref="InfraException">There are none to be had.</exception>
    public async Task<string> OutputsAsync(string backend, StackName stack, CancellationToken cancellation)
    {
        ProgramCall call = commands.Outputs(backend, stack);
        return Good(call, await runner.RunAsync(call, folder, null, cancellation)).Output;
    }

    private static ProgramResult Good(ProgramCall call, ProgramResult result) => result.ExitCode == 0 ? result : throw PulumiErrors.Of(call, result);

    // "v3.259.0", "3.160.0-dev.7"
    [GeneratedRegex("^v?(?<version>[0-9]+\\.[0-9]+\\.[0-9]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
