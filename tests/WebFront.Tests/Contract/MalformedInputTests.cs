using System.Text;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

/// <summary>Whatever a client sends: a 4xx that says why, never a 5xx, and nothing has changed.</summary>
[Collection(FrontCollection.Name)]
public sealed class MalformedInputTests(FrontServer server)
{
    private static readonly string[] Bodies =
    [
        "", " ", "null", "[]", "42", "\"text\"", "true", "{", "}", "{]", "{\"a\":}", "{'session_id':'x'}", "{} {}", "not json", "NaN", "\u0000",
        "{}", "{\"unknown\":1}", Deep(40), "[" + Deep(2000),
    ];

    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "[1]", "1.5", "-1.5", "1e400", "-1", "NaN", "Infinity", "\"\"", "\" \"", "\"a\\u0000b\"", "\"a\\nb\"", "\"a/b\"", "\"..\"",
        "\"../../etc\"", "\"\\ud800\"", "\"é\"", "\"😀\"", "\"a b\"", "\"a%2fb\"", "\"<script>\"", "\"x' OR 1=1\"",
        "\"" + new string('a', 10_000) + "\"", "\"" + new string('a', 300) + "\"",
    ];

    [Fact]
    public async Task Bodies_that_are_no_request_at_all_are_refused_everywhere()
    {
        var user = await server.NewUserWith("starter_1h");
        foreach (var path in new[]
        {
            "/auth/register", "/auth/login", "/auth/token", "/time/purchase", "/time-cards/purchase", "/time/activate", "/time/session/start", "/time/session/end",
            "/subscriptions", "/subscriptions/change", "/subscriptions/payment-method", "/webhooks/stripe", "/user/upgrade", "/personas/custom", "/ads/viewed",
        })
            foreach (var body in Bodies)
                await Send(user, path, Encoding.UTF8.GetBytes(body));
        await AssertUntouched(user);
    }

    [Fact]
    public async Task Every_field_refuses_what_it_cannot_be()
    {
        var user = await server.NewUserWith("starter_1h");
        foreach (var value in Values)
        {
            await Send(user, "/auth/login", $$"""{"email":{{value}},"password":"secure_password"}""");
            await Send(user, "/auth/register", $$"""{"email":{{value}},"password":"secure_password","full_name":"X"}""");
            await Send(user, "/time/purchase", $$"""{"package_id":{{value}},"payment_method_id":"pm_card_visa"}""");
            await Send(user, "/time/activate", $$"""{"activation_code":{{value}}}""");
            await Send(user, "/time/session/start", $$"""{"session_id":{{value}},"room_name":"r"}""");
            await Send(user, "/time/session/start", $$"""{"session_id":"s","room_name":{{value}}}""");
            await Send(user, "/time/session/end", $$"""{"session_id":{{value}}}""");
            await Send(user, "/auth/token", $$"""{"room_name":{{value}}}""");
            await Send(user, "/subscriptions", $$"""{"plan_id":{{value}}}""");
            await Send(user, "/subscriptions/change", $$"""{"plan_id":{{value}}}""");
            await Send(user, "/subscriptions/payment-method", $$"""{"payment_method_id":{{value}}}""");
        }
        await AssertUntouched(user);
    }

    [Theory]
    [InlineData("/time/session/end", """{"session_id":"s","duration_seconds":-1}""")]
    [InlineData("/time/session/end", """{"session_id":"s","duration_seconds":-0.001}""")]
    [InlineData("/time/session/end", """{"session_id":"s","duration_seconds":1e400}""")]
    [InlineData("/time/session/end", """{"session_id":"s","duration_seconds":79228162514264337593543950335}""")]
    [InlineData("/time/session/end", """{"session_id":"s","duration_seconds":9223372036854775807}""")]
    [InlineData("/time/session/end", """{"session_id":"s","duration_seconds":"900"}""")]
    [InlineData("/time/session/end", """{"session_id":"s","duration_seconds":NaN}""")]
    [InlineData("/time/session/end", """{"session_id":"s","session_id":"t"}""")]
    [InlineData("/time/session/start", """{"session_id":"s","room_name":"a","room_name":"b"}""")]
    [InlineData("/time/purchase", """{"package_id":"basic_5h","payment_method_id":"pm card"}""")]
    [InlineData("/time/purchase", """{"package_id":"basic_5h","payment_method_id":7}""")]
    [InlineData("/time/purchase", """{"package_id":"basic_5h","payment_method_id":"pm_card_visa","gift":"yes"}""")]
    [InlineData("/time/purchase", """{"package_id":"basic_5h","payment_method_id":"pm_card_visa","save_payment_method":1}""")]
    [InlineData("/time/purchase", """{"package_id":"basic_5h","payment_method_id":"pm_card_visa","coupon_code":7}""")]
    [InlineData("/time/purchase", """{"package_id":"basic_5h","payment_method_id":"pm_card_visa","coupon_code":"NO/SUCH"}""")]
    [InlineData("/subscriptions", """{"plan_id":"premium_monthly","payment_method_id":"pm card"}""")]
    [InlineData("/subscriptions", """{"plan_id":"premium_monthly","payment_method_id":"pm_card_visa","pay_now":"yes"}""")]
    [InlineData("/subscriptions", """{"plan_id":"premium_monthly","payment_method_id":"pm_card_visa","coupon_code":[]}""")]
    [InlineData("/subscriptions/payment-method", """{"payment_method_id":"pm/1"}""")]
    [InlineData("/subscriptions/change", """{"plan_id":"premium_yearly"}""")]
    [InlineData("/subscriptions/cancel", "{}")]
    [InlineData("/subscriptions/resume", "{}")]
    [InlineData("/auth/register", """{"email":"a@b.c","password":"short","full_name":"X"}""")]
    [InlineData("/auth/register", """{"email":"a@b@c.d","password":"secure_password","full_name":"X"}""")]
    [InlineData("/auth/register", """{"email":"a\u0007@b.c","password":"secure_password","full_name":"X"}""")]
    [InlineData("/auth/register", """{"email":"a@b.c","password":"secure_password","full_name":"  "}""")]
    [InlineData("/auth/register", """{"email":"a@b.c","password":"secure_password"}""")]
    [InlineData("/auth/token", """{"room_name":"r","participant_name":""}""")]
    [InlineData("/auth/token", """{"room_name":"r","participant_name":"a\u0000b"}""")]
    [InlineData("/auth/token", """{"room_name":7}""")]
    public async Task Values_just_outside_their_range_are_refused(string path, string body)
    {
        var user = await server.NewUser();
        await Send(user, path, body);
        await AssertUntouched(user);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
    {
        var user = await server.NewUser();
        byte[] body = [.. "{\"session_id\":\""u8, 0xff, 0xfe, 0xc3, .. "\",\"room_name\":\"r\"}"u8];
        await Send(user, "/time/session/start", body);
        await Send(user, "/time/session/end", body);
    }

    [Theory]
    [InlineData("/time/sessions?limit=0")]
    [InlineData("/time/sessions?limit=-1")]
    [InlineData("/time/sessions?limit=abc")]
    [InlineData("/time/sessions?limit=99999999999999999999")]
    [InlineData("/time/sessions?before=0")]
    [InlineData("/time/sessions?before=abc")]
    [InlineData("/time/ledger?limit=1.5")]
    [InlineData("/time/ledger?before=-9223372036854775808")]
    [InlineData("/time/gifts?limit=0")]
    [InlineData("/time/gifts?before=abc")]
    [InlineData("/user/payments?limit=-1")]
    [InlineData("/user/payments?before=1.5")]
    [InlineData("/coupons/validate/WELCOME25")]
    [InlineData("/coupons/validate/WELCOME25?amount=0")]
    [InlineData("/coupons/validate/WELCOME25?amount=99999999999999999999")]
    [InlineData("/coupons/validate/%01?amount=NaN")]
    [InlineData("/subscriptions/current")]
    [InlineData("/time/sessions/a%2Fb")]
    [InlineData("/time/sessions/%F0%9F%98%80/receipt")]
    [InlineData("/time/sessions/%FF")]
    public async Task Addresses_that_mean_nothing_are_refused(string path)
    {
        var user = await server.NewUser();
        await user.Get(path).ClientError(path);
    }

    [Fact]
    public async Task Ids_of_ten_thousand_characters_are_refused()
    {
        var user = await server.NewUser();
        await user.Get("/time/sessions/" + new string('a', 10_000)).Problem(404, "session_not_found");
        await user.Get("/time/sessions/" + new string('a', 10_000) + "/receipt").Problem(404, "session_not_found");
    }

    [Fact]
    public async Task An_idempotency_key_that_is_none_is_refused()
    {
        var user = await server.NewUser();
        foreach (var key in new[] { "", " ", new string('k', 256), "a b" })
            await user.Post("/time/purchase", new { package_id = "basic_5h", payment_method_id = "pm_card_visa" }, key).ClientError($"key '{key}'");
        await AssertUntouched(user);
    }

    [Fact]
    public async Task The_field_that_is_wrong_is_named_in_the_sentence()
    {
        var user = await server.NewUser();
        using var answer = await user.Http.PostAsync("/time/session/end", Json("""{"session_id":"s","duration_seconds":"long"}"""u8.ToArray()));
        Assert.Contains("'duration_seconds'", (await answer.Json()).Text("detail"));
    }

    private static Task Send(ApiUser user, string path, string body) => Send(user, path, Encoding.UTF8.GetBytes(body));

    private static Task Send(ApiUser user, string path, byte[] body) =>
        user.Http.PostAsync(path, Json(body)).ClientError($"{path} {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 120)))}");

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new("application/json") } };

    private static string Deep(int levels) => "{\"a\":" + new string('[', levels) + new string(']', levels) + "}";

    private static async Task AssertUntouched(ApiUser user)
    {
        Assert.Empty((await user.Get("/time/sessions").Ok()).GetProperty("sessions").EnumerateArray());
        var kinds = (await user.Get("/time/ledger").Ok()).GetProperty("entries").EnumerateArray().Select(entry => entry.Text("kind"));
        Assert.All(kinds, kind => Assert.Equal("credit", kind));
        Assert.Contains(await user.Minutes(), new[] { 0m, 60m });
    }
}
