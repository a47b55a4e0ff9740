using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MindBot.WebFront.Tests.Admin;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>Every endpoint that there is, with everything that somebody may show for who they are.</summary>
[Collection(AttackCollection.Name)]
public sealed class AuthorizationTests(AttackedServer attacked)
{
    private readonly Victim victim = attacked.Victim;

    [Fact]
    public void Every_endpoint_is_in_the_table_of_who_may_call_it_and_the_document_says_the_same()
    {
        var there = attacked.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/dev/", StringComparison.Ordinal) == false)
            .SelectMany(endpoint => Methods(endpoint).Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        Assert.Equal(AccessTable.Of.Keys.Order(), there.Select(Plain).Distinct().Order());
        foreach (var operation in attacked.Operations)
            Assert.True(
                AccessTable.Schemes(AccessTable.Of[operation.Name]).ToHashSet().SetEquals(operation.Security),
                $"{operation.Name}: {string.Join(", ", operation.Security)}");
    }

    [Fact]
    public async Task Nothing_but_a_users_own_access_token_opens_what_is_a_users()
    {
        var before = await victim.Snapshot();
        var tokens = await ForgedTokens.Of(attacked.Server, victim);
        foreach (var operation in Of(Access.User, Access.UserOrTicket))
            foreach (var (kind, token) in tokens)
                await Refused(operation, $"{operation.Name} with a token: {kind}", Request(operation, token));
        foreach (var operation in Of(Access.User, Access.UserOrTicket))
        {
            await Refused(operation, $"{operation.Name} with nothing", Request(operation));
            await Refused(operation, $"{operation.Name} as an operator", AsOperator(Request(operation)));
            var basic = Request(operation);
            basic.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{victim.User.Email}:{Victim.Password}")));
            await Refused(operation, $"{operation.Name} with a password", basic);
            var query = Request(operation, query: $"access_token={victim.User.SignedIn.Text("access_token")}");
            await Refused(operation, $"{operation.Name} with the token in the address", query);
        }

        Assert.Equal(before, await victim.Snapshot());
    }

    [Fact]
    public async Task A_users_own_access_token_opens_it()
    {
        foreach (var operation in Of(Access.User, Access.UserOrTicket))
        {
            // Some of these end an account or its tokens.
            var user = await attacked.Server.NewUser();
            using var answer = await Send(Request(operation, user.SignedIn.Text("access_token")));
            Assert.True((int)answer.StatusCode < 500, $"{operation.Name}: {answer.StatusCode}");
            Assert.NotEqual("unauthorized", await CodeOf(answer));
        }
    }

    [Fact]
    public async Task A_ticket_opens_the_stream_of_its_user_and_nothing_else()
    {
        var ticket = await victim.User.Post("/time/balance/stream-ticket", new { }).Ok();
        foreach (var operation in Of(Access.User))
            await Refused(operation, $"{operation.Name} with a ticket", Request(operation, query: $"ticket={ticket.Text("ticket")}"));
        foreach (var operation in Of(Access.UserOrTicket))
        {
            using var answer = await Send(Request(operation, query: $"ticket={ticket.Text("ticket")}"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Nothing_but_the_operators_key_opens_what_is_theirs()
    {
        var before = await victim.Snapshot();
        var tokens = await ForgedTokens.Of(attacked.Server, victim);
        string[] keys = ["", " ", AdminServer.Key[..^1], AdminServer.Key + "x", AdminServer.Key.ToUpperInvariant(), $"{AdminServer.Key},{AdminServer.Key}"];
        foreach (var operation in Of(Access.Operator))
        {
            await Refused(operation, $"{operation.Name} with nothing", Request(operation));
            await Refused(operation, $"{operation.Name} as a user", Request(operation, victim.User.SignedIn.Text("access_token")));
            foreach (var (kind, token) in tokens) await Refused(operation, $"{operation.Name} with a token: {kind}", Request(operation, token));
            foreach (var key in keys) await Refused(operation, $"{operation.Name} with the key '{key}'", AsOperator(Request(operation), key));
            await Refused(operation, $"{operation.Name} with the key in the address", Request(operation, query: $"X-Admin-Key={AdminServer.Key}"));

            using var right = await Send(AsOperator(Request(operation, ofNobody: true)));
            Assert.True((int)right.StatusCode < 500, $"{operation.Name}: {right.StatusCode}");
            Assert.NotEqual("unauthorized", await CodeOf(right));
        }

        Assert.Equal(before, await victim.Snapshot());
    }

    [Fact]
    public async Task What_is_for_everybody_is_the_same_with_a_token_that_is_none()
    {
        var tokens = await ForgedTokens.Of(attacked.Server, victim);
        foreach (var operation in Of(Access.Anybody))
        {
            using var anonymous = await Send(Request(operation));
            Assert.NotEqual("unauthorized", await CodeOf(anonymous));
            foreach (var (kind, token) in tokens)
            {
                using var answer = await Send(Request(operation, token));
                Assert.True(answer.StatusCode == anonymous.StatusCode, $"{operation.Name} with a token: {kind}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Only_a_signature_of_its_own_sender_opens_a_webhook()
    {
        foreach (var operation in Of(Access.Stripe, Access.LiveKit))
        {
            var (status, code) = AccessTable.Of[operation.Name] == Access.Stripe ? (400, "invalid_signature") : (401, "invalid_webhook_token");
            await Send(Request(operation)).Problem(status, code);
            await Send(Request(operation, victim.User.SignedIn.Text("access_token"))).Problem(status, code);
            await Send(AsOperator(Request(operation))).Problem(status, code);
        }
    }

    private IEnumerable<ServedOperation> Of(params Access[] access) =>
        attacked.Operations.Where(operation => access.Contains(AccessTable.Of[operation.Name]));

    /// <summary>A request that would be carried out, if only the right one asked.</summary>
    private HttpRequestMessage Request(ServedOperation operation, string? token = null, string? query = null, bool ofNobody = false)
    {
        var path = operation.PathWith(name => ofNobody ? "nobody" : name switch
        {
            "session_id" => victim.SessionId,
            "slug" when operation.Path.Contains("custom") => victim.PersonaSlug,
            "slug" => "professor-oak-tutor",
            "code" => "WELCOME25",
            _ when operation.Path.Contains("time-cards") => victim.CardId,
            _ => victim.Id,
        });
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), query is null ? path : $"{path}?{query}");
        if (BodyOf(operation) is { } body) request.Content = new StringContent(body, Encoding.UTF8, operation.ContentType!);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (AccessTable.Of[operation.Name] == Access.Operator) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("n"));
        return request;
    }

    private string? BodyOf(ServedOperation operation)
    {
        if (operation.Example is not { } example) return null;
        var body = JsonNode.Parse(example)!;
        if (operation.Name == "POST /auth/register") body["email"] = $"{Guid.NewGuid():n}@example.com";
        if (operation.Name == "POST /auth/login") (body["email"], body["password"]) = (victim.User.Email, Victim.Password);
        return body.ToJsonString();
    }

    private static HttpRequestMessage AsOperator(HttpRequestMessage request, string key = AdminServer.Key)
    {
        request.Headers.TryAddWithoutValidation("X-Admin-Key", key);
        request.Headers.TryAddWithoutValidation("X-Operator", "mallory");
        return request;
    }

    /// <summary>Streams stay open: what counts is how they begin.</summary>
    private Task<HttpResponseMessage> Send(HttpRequestMessage request) => attacked.Server.Anonymous.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    private async Task Refused(ServedOperation operation, string what, HttpRequestMessage request)
    {
        using var answer = await Send(request);
        Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{what}: {answer.StatusCode}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(await CodeOf(answer) == "unauthorized", what);
        Assert.Contains("401", operation.Json.GetProperty("responses").EnumerateObject().Select(response => response.Name));
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? (await answer.Json()).Text("code") : null;

    private static IEnumerable<string> Methods(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"];

    /// <summary>As the document writes it: no slash at the end, no constraints.</summary>
    private static string Plain(string name)
    {
        var plain = name.EndsWith('/') && !name.EndsWith(" /", StringComparison.Ordinal) ? name[..^1] : name;
        return System.Text.RegularExpressions.Regex.Replace(plain, @"\{(\w+)[^}]*}", "{$1}");
    }
}
