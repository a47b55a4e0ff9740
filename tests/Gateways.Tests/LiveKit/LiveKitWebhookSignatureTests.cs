using System.Security.Cryptography;
using System.Text;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Webhooks;

namespace MindBot.Gateways.Tests.LiveKit;

public sealed class LiveKitWebhookSignatureTests
{
    private const long NowSeconds = 1_790_000_000;
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(NowSeconds);
    private static readonly LiveKitOptions Dev = new();
    private static readonly byte[] Body = """{"event":"room_finished","room":{"name":"grün"}}"""u8.ToArray();
    private static readonly string Digest = WebhookJwt.Digest(Body);

    private static string Claims(string more = "", long exp = NowSeconds + 300) =>
        $$"""{"iss":"devkey","exp":{{exp}},"sha256":"{{Digest}}"{{more}}}""";

    private static LiveKitSignatureResult Verify(string? header, byte[]? body = null, LiveKitOptions? options = null) =>
        LiveKitWebhookSignature.Verify(body ?? Body, header, options ?? Dev, Now, out _);

    private static DateTimeOffset? SentAt(string claims)
    {
        Assert.Equal(LiveKitSignatureResult.Valid, LiveKitWebhookSignature.Verify(Body, WebhookJwt.Make(claims), Dev, Now, out var sentAt));
        return sentAt;
    }

    [Fact]
    public void What_we_sign_we_accept_and_know_when_it_was_signed()
    {
        var header = LiveKitWebhookSignature.Sign(Body, Dev, Now.AddSeconds(-7));

        Assert.Equal(LiveKitSignatureResult.Valid, LiveKitWebhookSignature.Verify(Body, header, Dev, Now, out var sentAt));
        Assert.Equal(Now.AddSeconds(-7), sentAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("bearer   ")]
    public void It_does_not_matter_whether_the_header_says_bearer(string scheme) =>
        Assert.Equal(LiveKitSignatureResult.Valid, Verify(scheme + WebhookJwt.Make(Claims())));

    [Fact]
    public void While_a_pair_is_replaced_both_are_taken()
    {
        var (former, current) = (new LiveKitOptions { ApiKey = "API1", ApiSecret = "s1" }, new LiveKitOptions { ApiKey = "API2", ApiSecret = "s2" });
        var rolling = new LiveKitOptions { ApiKey = "API2", ApiSecret = "s2", PreviousApiKey = "API1", PreviousApiSecret = "s1" };
        Assert.Equal(LiveKitSignatureResult.Valid, Verify(LiveKitWebhookSignature.Sign(Body, former, Now), options: rolling));
        Assert.Equal(LiveKitSignatureResult.Valid, Verify(LiveKitWebhookSignature.Sign(Body, current, Now), options: rolling));
        Assert.Equal(LiveKitSignatureResult.WrongKey, Verify(LiveKitWebhookSignature.Sign(Body, former, Now), options: current));
        var mixed = new LiveKitOptions { ApiKey = "API1", ApiSecret = "s2" };
        Assert.Equal(LiveKitSignatureResult.BadSignature, Verify(LiveKitWebhookSignature.Sign(Body, mixed, Now), options: rolling));
    }

    [Fact]
    public void A_secret_can_be_replaced_under_the_same_key()
    {
        var (former, current) = (new LiveKitOptions { ApiKey = "API", ApiSecret = "s1" }, new LiveKitOptions { ApiKey = "API", ApiSecret = "s2" });
        var rolling = new LiveKitOptions { ApiKey = "API", ApiSecret = "s2", PreviousApiKey = "API", PreviousApiSecret = "s1" };
        Assert.Equal(LiveKitSignatureResult.Valid, Verify(LiveKitWebhookSignature.Sign(Body, former, Now), options: rolling));
        Assert.Equal(LiveKitSignatureResult.Valid, Verify(LiveKitWebhookSignature.Sign(Body, current, Now), options: rolling));
        Assert.Equal(LiveKitSignatureResult.BadSignature, Verify(LiveKitWebhookSignature.Sign(Body, former, Now), options: current));
    }

    [Fact]
    public void An_empty_body_can_be_signed_too() =>
        Assert.Equal(LiveKitSignatureResult.Valid, Verify(LiveKitWebhookSignature.Sign([], Dev, Now), []));

    [Fact]
    public void A_body_of_which_one_byte_changed_does_not_fit()
    {
        var header = WebhookJwt.Make(Claims());
        for (var at = 0; at < Body.Length; at++)
        {
            var tampered = Body.ToArray();
            tampered[at] ^= 1;
            Assert.Equal(LiveKitSignatureResult.BodyMismatch, Verify(header, tampered));
        }
    }

    [Fact]
    public void A_signature_does_not_fit_another_body_or_a_longer_or_shorter_one()
    {
        var header = WebhookJwt.Make(Claims());

        Assert.Equal(LiveKitSignatureResult.BodyMismatch, Verify(header, [.. Body, (byte)'\n']));
        Assert.Equal(LiveKitSignatureResult.BodyMismatch, Verify(header, Body[..^1]));
        Assert.Equal(LiveKitSignatureResult.BodyMismatch, Verify(header, []));
    }

    [Fact]
    public void A_token_that_names_no_body_proves_nothing_about_one()
    {
        var ours = new LiveKitAccessToken("user-1", VideoGrant.Join("r1")).Sign(Dev, Now);

        Assert.Equal(LiveKitSignatureResult.BodyMismatch, Verify(ours));
        Assert.Equal(LiveKitSignatureResult.BodyMismatch, Verify(WebhookJwt.Make($$"""{"iss":"devkey","exp":{{NowSeconds}},"sha256":""}""")));
    }

    [Fact]
    public void Other_spellings_of_the_digest_do_not_count()
    {
        string Token(string digest) => WebhookJwt.Make($$"""{"iss":"devkey","exp":{{NowSeconds}},"sha256":"{{digest}}"}""");

        Assert.Equal(LiveKitSignatureResult.Valid, Verify(Token(Digest)));
        Assert.Equal(LiveKitSignatureResult.BodyMismatch, Verify(Token(Convert.ToHexStringLower(SHA256.HashData(Body)))));
        Assert.Equal(LiveKitSignatureResult.BodyMismatch, Verify(Token(Digest.TrimEnd('='))));
    }

    [Theory]
    [InlineData(-59, LiveKitSignatureResult.Valid)]
    [InlineData(-60, LiveKitSignatureResult.Expired)]
    [InlineData(-3600, LiveKitSignatureResult.Expired)]
    public void It_expires_a_minute_late(int expiresInSeconds, LiveKitSignatureResult expected) =>
        Assert.Equal(expected, Verify(WebhookJwt.Make(Claims(exp: NowSeconds + expiresInSeconds))));

    [Theory]
    [InlineData(60, LiveKitSignatureResult.Valid)]
    [InlineData(61, LiveKitSignatureResult.NotYetValid)]
    public void It_may_be_a_minute_early(int validInSeconds, LiveKitSignatureResult expected) =>
        Assert.Equal(expected, Verify(WebhookJwt.Make(Claims($",\"nbf\":{NowSeconds + validInSeconds}"))));

    [Fact]
    public void Another_key_or_none_is_not_ours()
    {
        Assert.Equal(LiveKitSignatureResult.WrongKey, Verify(WebhookJwt.Make(Claims()), options: new LiveKitOptions { ApiKey = "APIother" }));
        Assert.Equal(LiveKitSignatureResult.WrongKey, Verify(WebhookJwt.Make($$"""{"exp":{{NowSeconds}},"sha256":"{{Digest}}"}""")));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("secre")]
    [InlineData("secret ")]
    public void Another_secret_does_not_fit(string secret) =>
        Assert.Equal(LiveKitSignatureResult.BadSignature, Verify(WebhookJwt.Make(Claims(), secret)));

    [Fact]
    public void Without_a_secret_nothing_is_valid() => Assert.Equal(
        LiveKitSignatureResult.BadSignature, Verify(WebhookJwt.Make(Claims(), secret: ""), options: new LiveKitOptions { ApiSecret = "" }));

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None"}""")]
    [InlineData("""{"alg":"hs256"}""")]
    [InlineData("""{"alg":"HS512"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":["HS256"]}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""["HS256"]""")]
    [InlineData("HS256")]
    public void Any_other_algorithm_is_refused(string header)
    {
        var signed = WebhookJwt.Make(Claims(), header: header);

        Assert.Equal(LiveKitSignatureResult.Malformed, Verify(signed));
        Assert.Equal(LiveKitSignatureResult.Malformed, Verify(signed[..(signed.LastIndexOf('.') + 1)]));
    }

    [Fact]
    public void A_token_without_its_signature_or_with_part_of_it_does_not_fit()
    {
        var token = WebhookJwt.Make(Claims());
        var signature = token.LastIndexOf('.') + 1;

        Assert.Equal(LiveKitSignatureResult.BadSignature, Verify(token[..signature]));
        Assert.Equal(LiveKitSignatureResult.BadSignature, Verify(token[..^3]));
        Assert.Equal(LiveKitSignatureResult.BadSignature, Verify(token + "AAAA"));
    }

    [Fact]
    public void Claims_that_changed_after_the_signature_do_not_fit()
    {
        var parts = WebhookJwt.Make(Claims()).Split('.');
        var others = WebhookJwt.Make(Claims(exp: NowSeconds + 9999), "other").Split('.');

        Assert.Equal(LiveKitSignatureResult.BadSignature, Verify($"{parts[0]}.{others[1]}.{parts[2]}"));
    }

    [Fact]
    public void No_token_that_was_cut_off_anywhere_is_valid()
    {
        var token = WebhookJwt.Make(Claims());
        for (var length = 1; length < token.Length; length++)
            Assert.True(Verify(token[..length]) is LiveKitSignatureResult.Malformed or LiveKitSignatureResult.BadSignature);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void No_header_is_missing(string? header) => Assert.Equal(LiveKitSignatureResult.HeaderMissing, Verify(header));

    [Theory]
    [InlineData("garbage")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("..")]
    [InlineData("a.b.c.d")]
    [InlineData("é.è.ê")]
    [InlineData("\ud800.\udc00.\uffff")]
    [InlineData("Basic ZGV2a2V5OnNlY3JldA==")]
    public void What_is_no_token_is_malformed(string header) => Assert.Equal(LiveKitSignatureResult.Malformed, Verify(header));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"iss":"devkey"}""")]
    [InlineData("""{"iss":"devkey","exp":null}""")]
    [InlineData("""{"iss":"devkey","exp":"1790000300"}""")]
    [InlineData("""{"iss":"devkey","exp":1e300}""")]
    [InlineData("""{"iss":"devkey","exp":1e999}""")]
    [InlineData("""{"iss":"devkey","exp":1790000300,"nbf":-1e30}""")]
    [InlineData("""{"iss":["devkey"],"exp":1790000300}""")]
    [InlineData("""{"iss":"\ud800","exp":1790000300}""")]
    [InlineData("""{"iss":"devkey","exp":1790000300,"sha256":1}""")]
    public void Claims_that_cannot_be_read_are_malformed(string claims) =>
        Assert.Equal(LiveKitSignatureResult.Malformed, Verify(WebhookJwt.Make(claims)));

    [Fact]
    public void Absurd_tokens_are_malformed()
    {
        Assert.Equal(LiveKitSignatureResult.Malformed, Verify(WebhookJwt.Make(Claims($",\"pad\":\"{new string('x', 4096)}\""))));
        Assert.Equal(LiveKitSignatureResult.Malformed, Verify(WebhookJwt.Make(new string('[', 2000))));
        Assert.Equal(LiveKitSignatureResult.Malformed, Verify(new string('.', 4000)));
        Assert.Equal(LiveKitSignatureResult.Malformed, Verify(Encoding.Latin1.GetString(RandomNumberGenerator.GetBytes(300))));
    }

    [Fact]
    public void An_instant_at_the_end_of_the_calendar_is_no_trouble() =>
        Assert.Equal(LiveKitSignatureResult.Valid, Verify(WebhookJwt.Make(Claims(exp: DateTimeOffset.MaxValue.ToUnixTimeSeconds()))));

    [Fact]
    public void When_it_was_signed_is_said_by_iat_or_nbf_or_follows_from_the_expiry()
    {
        Assert.Equal(Now.AddSeconds(-3), SentAt(Claims($",\"iat\":{NowSeconds - 3},\"nbf\":{NowSeconds - 13}")));
        Assert.Equal(Now.AddSeconds(-13), SentAt(Claims($",\"nbf\":{NowSeconds - 13}")));
        Assert.Equal(Now.AddSeconds(-20), SentAt(Claims(exp: NowSeconds + 280)));
        Assert.Equal(Now.AddSeconds(-2.5), SentAt(Claims($",\"iat\":{NowSeconds - 3}.5")));
    }

    [Fact]
    public void An_implausible_instant_of_signing_is_none()
    {
        Assert.Null(SentAt(Claims(exp: NowSeconds + 86_400)));
        Assert.Null(SentAt(Claims(",\"iat\":0")));
        Assert.Null(SentAt(Claims($",\"iat\":{NowSeconds + 61}")));
        Assert.Null(SentAt(Claims(",\"iat\":-62135596800")));
    }

    [Fact]
    public void What_is_not_valid_says_nothing_about_when_it_was_signed()
    {
        LiveKitWebhookSignature.Verify(Body, WebhookJwt.Make(Claims($",\"iat\":{NowSeconds}"), "other"), Dev, Now, out var sentAt);

        Assert.Null(sentAt);
    }
}
