using System.CommandLine;
using System.Globalization;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra approvals key</c>: the public half of the key at hand, as stacks/delivery/approvals.yaml and gates.yaml list it. The private half is never shown.</summary>
internal static class ApprovalsKey
{
    public static Command Build(Host host)
    {
        Command show = new("key", "Show the public half of the key that INFRA_SIGNING_KEY or INFRA_SIGNING_KEY_FILE names, for the list below its person, and who has it there.");
        show.SetAction(_ =>
        {
            Repository repository = Repository.Find(host);
            using SigningKey key = SigningKeys.AtHand(host, repository)
                ?? throw new InfraException(ErrorKind.Configuration, "There is no key. Make one with `openssl ecparam -genkey -name prime256v1 -noout -out FILE`, and name it with INFRA_SIGNING_KEY_FILE.");
            host.Out.Write($"publicKey: {key.PublicBase64}\n");
            string[] listed =
            [
                .. repository.Approvals().People.SelectMany(p => p.Keys.Where(k => k.Id == key.Id).Select(k => string.Create(
                    CultureInfo.InvariantCulture, $"Key {key.Id} is listed as {k.Name}, {k.From.UtcDateTime:yyyy-MM-dd HH:mm} to {k.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC.\n"))),
            ];
            host.Error.Write(listed.Length > 0 ? string.Concat(listed) : $"Key {key.Id} is listed for nobody. Write the line in stacks/delivery/approvals.yaml: PERSON, keys:, a name, and there publicKey, from and until.\n");
            return (int)ExitCode.Ok;
        });
        return show;
    }
}
