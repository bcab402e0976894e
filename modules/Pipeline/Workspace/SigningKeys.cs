using System.Text;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Pipeline.Workspace;

/// <summary>The key of whoever is at the keyboard.</summary>
public static class SigningKeys
{
    /// <summary>The variable that names a file with the key.</summary>
    public const string FileVariable = "INFRA_SIGNING_KEY_FILE";

    private const string Variable = "INFRA_SIGNING_KEY";

    /// <summary>The key of whoever is at the keyboard; null where there is none.</summary>
    /// <exception cref="InfraException">It is no key.</exception>
    public static SigningKey? AtHand(Host host, Repository repository)
    {
        if (host.Variable(Variable) is { Length: > 0 } pem)
        {
            return SigningKey.FromPem(pem, Variable);
        }

        return host.Variable(FileVariable) is { Length: > 0 } file ? SigningKey.FromPem(Encoding.UTF8.GetString(NamedFile.Read(host, repository, file).Span), $"{FileVariable} ({Printable.Text(file)})") : null;
    }
}
