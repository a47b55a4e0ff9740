using System.Security.Cryptography;
using System.Text;
using MindBot.Gateways.Stripe;

namespace MindBot.Gateways.Tests.Stripe;

public sealed class StripeWebhookSignatureTests
{
    private const string Secret = "whsec_test";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
    private static readonly byte[] Body = """{"id":"evt_1","text":"grüß"}"""u8.ToArray();

    private static string Hex(string secret, long at, byte[] body) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"{at}."), .. body]));

    private static string Header(string secret = Secret, int ageSeconds = 0, string scheme = "v1")
    {
        var at = Now.ToUnixTimeSeconds() - ageSeconds;
        return $"t={at},{scheme}={Hex(secret, at, Body)}";
    }

    private static StripeSignatureResult Verify(string? header, byte[]? body = null, params string[] secrets) =>
        StripeWebhookSignature.Verify(body ?? Body, header, secrets.Length == 0 ? [Secret] : secrets, Now);

    [Fact]
    public void A_signature_that_was_computed_elsewhere_is_valid()
    {
        // openssl dgst -sha256 -hmac whsec_test over: 1790000000.{"id":"evt_1"}
        const string header = "t=1790000000,v1=e32657f3e678d33b41ec084c16ac0e125d25480a06cb3902286dc5942c6fd259";

        Assert.Equal(StripeSignatureResult.Valid, Verify(header, """{"id":"evt_1"}"""u8.ToArray()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-300)]
    public void Within_the_tolerance_it_is_valid(int age) => Assert.Equal(StripeSignatureResult.Valid, Verify(Header(ageSeconds: age)));

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void Outside_the_tolerance_it_is_a_replay(int age) =>
        Assert.Equal(StripeSignatureResult.OutsideTolerance, Verify(Header(ageSeconds: age)));

    [Fact]
    public void A_body_of_which_one_byte_changed_does_not_fit()
    {
        for (var at = 0; at < Body.Length; at++)
        {
            var tampered = Body.ToArray();
            tampered[at] ^= 1;
            Assert.Equal(StripeSignatureResult.Mismatch, Verify(Header(), tampered));
        }
    }

    [Fact]
    public void Another_time_than_the_signed_one_does_not_fit()
    {
        var moved = Header(ageSeconds: 1000).Replace($"t={Now.ToUnixTimeSeconds() - 1000}", $"t={Now.ToUnixTimeSeconds()}");

        Assert.Equal(StripeSignatureResult.Mismatch, Verify(moved));
    }

    [Fact]
    public void A_wrong_secret_does_not_fit() => Assert.Equal(StripeSignatureResult.Mismatch, Verify(Header("whsec_other")));

    [Fact]
    public void A_v0_signature_proves_nothing() => Assert.Equal(StripeSignatureResult.Mismatch, Verify(Header(scheme: "v0")));

    [Fact]
    public void While_a_secret_rolls_either_signature_and_either_secret_will_do()
    {
        var at = Now.ToUnixTimeSeconds();
        var both = $"t={at},v1={Hex("whsec_new", at, Body)},v1={Hex("whsec_old", at, Body)},v0=abc";

        Assert.Equal(StripeSignatureResult.Valid, Verify(both, null, "whsec_new"));
        Assert.Equal(StripeSignatureResult.Valid, Verify(both, null, "whsec_old"));
        Assert.Equal(StripeSignatureResult.Valid, Verify(Header("whsec_old"), null, "whsec_new", "whsec_old"));
        Assert.Equal(StripeSignatureResult.Mismatch, Verify(both, null, "whsec_third"));
    }

    [Fact]
    public void Without_a_secret_nothing_is_valid() =>
        Assert.Equal(StripeSignatureResult.Malformed, StripeWebhookSignature.Verify(Body, Header(""), [], Now));

    [Fact]
    public void An_empty_secret_is_none() =>
        Assert.NotEqual(StripeSignatureResult.Valid, StripeWebhookSignature.Verify(Body, Header(""), [""], Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData(",,,===,")]
    [InlineData("v1=00")]
    [InlineData("t=,v1=00")]
    [InlineData("t=-1,v1=00")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=1e9,v1=00")]
    public void A_header_that_cannot_be_read_is_malformed(string? header) => Assert.Equal(StripeSignatureResult.Malformed, Verify(header));

    [Theory]
    [InlineData("t=1790000000")]
    [InlineData("t=1790000000,v1=")]
    [InlineData("t=1790000000,v1=zz")]
    [InlineData("t=9223372036854775807,v1=zz")]
    public void A_header_without_a_usable_signature_does_not_fit(string header) => Assert.Equal(StripeSignatureResult.Mismatch, Verify(header));

    [Fact]
    public void A_header_of_absurd_length_is_malformed() =>
        Assert.Equal(StripeSignatureResult.Malformed, Verify(Header() + string.Concat(Enumerable.Repeat(",v1=00", 1000))));
}
