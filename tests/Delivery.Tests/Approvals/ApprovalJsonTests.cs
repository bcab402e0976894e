using Infra.Delivery.Approvals;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Delivery.Tests.Approvals;

public sealed class ApprovalJsonTests
{
    private static readonly string Line = ApprovalJson.Write(ApprovalSample.Enough[0] with { Reason = "seen \"it\"\nall" });

    [Fact]
    public void A_ledger_comes_back_as_it_was_written() => Assert.Equal(Line + Line, string.Concat(ApprovalJson.Read(Line + Line).Select(ApprovalJson.Write)));

    [Fact]
    public void An_empty_ledger_has_no_approvals() => Assert.Empty(ApprovalJson.Read(""));

    [Theory]
    [InlineData("\"kind\":\"approve\"", "\"kind\":\"Approve\"")]
    [InlineData("\"kind\":\"approve\"", "\"kind\":\"7\"")]
    [InlineData("\"emergency\":false", "\"emergency\":false,\"admin\":true")]
    [InlineData("\"emergency\":false", "\"emergency\": false")]
    [InlineData("\"revokes\":null,", "")]
    [InlineData("05:30:00Z", "05:30:00.5Z")]
    [InlineData("}\n", "}")]
    [InlineData("{", "[")]
    public void A_ledger_with_a_line_of_another_form_is_not_believed(string part, string other)
    {
        InfraException refused = Assert.Throws<InfraException>(() => ApprovalJson.Read(Line + Line.Replace(part, other, StringComparison.Ordinal)));

        Assert.Equal(
            "Line 2 of the record of approvals is not an approval as infra writes it, so none of them is believed. Look at the history of refs/infra/approvals for who wrote it.", refused.Message);
    }
}
