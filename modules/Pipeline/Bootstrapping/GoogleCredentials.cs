using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>Finds out whether Google's credentials are there, without reading them.</summary>
/// <remarks>Order: pulumi/pulumi, pkg/authhelpers; then application default credentials, https://docs.cloud.google.com/docs/authentication/application-default-credentials.</remarks>
public sealed class GoogleCredentials(Host host)
{
    /// <summary>Where they are.</summary>
    /// <exception cref="InfraException">Nowhere.</exception>
    public string Find()
    {
        if (((string[])["GOOGLE_CREDENTIALS", "GOOGLE_OAUTH_ACCESS_TOKEN"]).FirstOrDefault(v => !string.IsNullOrEmpty(host.Variable(v))) is { } variable)
        {
            return variable;
        }

        if (host.Variable("GOOGLE_APPLICATION_CREDENTIALS") is { Length: > 0 } file)
        {
            return host.Folders.HasFile(Path.GetFullPath(file, host.Folder))
                ? "the file that GOOGLE_APPLICATION_CREDENTIALS names"
                : throw Missing("GOOGLE_APPLICATION_CREDENTIALS names a file that does not exist");
        }

        string? folder = host.Variable("CLOUDSDK_CONFIG")
            ?? (OperatingSystem.IsWindows() ? Below(host.Variable("APPDATA"), "gcloud") : Below(host.Variable("HOME"), Path.Combine(".config", "gcloud")));
        return folder is not null && host.Folders.HasFile(Path.Combine(folder, "application_default_credentials.json"))
            ? "the application default credentials"
            : throw Missing("no credentials of Google are found");
    }

    private static string? Below(string? folder, string path) => string.IsNullOrEmpty(folder) ? null : Path.Combine(folder, path);

    private static InfraException Missing(string what) =>
        new(ErrorKind.Authentication, $"Bootstrap in the real cloud needs credentials, and {what}. Run `gcloud auth application-default login`, as somebody who may do what docs/bootstrap.md lists.");
}
