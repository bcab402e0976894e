using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infra.Model.Errors;

namespace Infra.PulumiCli;

/// <summary>Starts programs of this machine: without a shell, without a terminal, with nothing on standard input.</summary>
/// <remarks>
/// The program sees the variables that it needs and no others: what this process holds beside, a token, the keys that it signs with, the address at which
/// a job asks for its identity, is none of its business nor of the providers that it starts. PULUMI_OPTION_FLAG, which sets any flag, and
/// PULUMI_SKIP_CONFIRMATIONS, which is --yes, would change the meaning of its arguments (source: pulumi/pulumi, sdk/go/common/env/env.go).
/// </remarks>
/// <param name="clock">The clock of the limits; null for the machine's own.</param>
public sealed class SystemProgramRunner(TimeProvider? clock = null) : IProgramRunner
{
    // Where programs and temporary files are; Windows starts nothing without SystemRoot.
    private static readonly string[] Everyones = ["PATH", "SystemRoot", "TMPDIR", "TEMP", "TMP"];

    // Beside those: where a user's files, .NET and Pulumi's providers are, how Google Cloud is signed in to, and how a company's network is left.
    private static readonly string[] Needed =
    [
        .. Everyones,
        "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles", "ComSpec", "PATHEXT", "windir",
        "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO",
        "PULUMI_HOME", "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
        "GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_GHA_CREDS_PATH", "CLOUDSDK_CONFIG", "CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE", "CLOUDSDK_AUTH_ACCESS_TOKEN_FILE", "USE_GKE_GCLOUD_AUTH_PLUGIN",
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR",
    ];

    /// <inheritdoc />
    public async Task<ProgramResult> RunAsync(ProgramCall call, string folder, Action<string>? line, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        using Process process = new() { StartInfo = Start(call, folder) };
        StringBuilder output = new();
        StringBuilder error = new();
        Lock oneAtATime = new();
        process.OutputDataReceived += (_, e) => Take(output, e.Data, line, oneAtATime);
        process.ErrorDataReceived += (_, e) => Take(error, e.Data, line, oneAtATime);
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new InfraException(ErrorKind.Failed, $"{call.Program} could not be started: {missing.Message}.", missing);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await EndAsync(process, call, cancellation);
        return new ProgramResult(process.ExitCode, output.ToString(), error.ToString());
    }

    private async Task EndAsync(Process process, ProgramCall call, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = call.Limit is { } longest ? new(longest, clock ?? TimeProvider.System) : new();
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!limit.IsCancellationRequested)
        {
            // Ctrl-C of a terminal reaches the whole group, so the program is ending already and writes its state: it is waited for, not killed.
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw new InfraException(ErrorKind.Timeout, $"`{call}` did not end within {call.Limit!.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds and was ended, with all that it had started.");
        }
    }

    private static ProcessStartInfo Start(ProgramCall call, string folder)
    {
        ProcessStartInfo start = new(call.Program, call.Arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] kept = call.Alone ? Everyones : [.. Needed, .. call.Secrets];
        foreach (string name in start.Environment.Keys.Where(k => !kept.Contains(k, StringComparer.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in call.Variables.Concat(call.Hidden))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static void Take(StringBuilder text, string? data, Action<string>? line, Lock oneAtATime)
    {
        if (data is not null)
        {
            lock (oneAtATime)
            {
                text.Append(data).Append('\n');
                line?.Invoke(data);
            }
        }
    }
}
