namespace MindBot.WebFront.Tests.Attack.Fuzzing;

/// <summary>What somebody may send for a value. Names of types and files are not among it, so that answers may be searched for them.</summary>
internal static class OddValues
{
    /// <summary>Any JSON for any field, as it is written.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "0.1", "1.0", "1e0", "1E+2", "1e999", "-1e999", "1e-999", "1e400", "0.0000000000000000000000000001",
        "2147483647", "2147483648", "-2147483649", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "18446744073709551616", "79228162514264337593543950335", "79228162514264337593543950336", "123456789012345678901234567890123456789",
        "NaN", "Infinity", "-Infinity", "+1", "01", ".5", "5.", "0x10", "1_000", "undefined", "'a'", "[]", "{}", "[[]]", "[null]", "[1,2]", "{\"a\":1}", "{\"$ref\":\"#\"}",
        "\"\"", "\" \"", "\"0\"", "\"-1\"", "\"1e9\"", "\"null\"", "\"true\"", "\"NaN\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\r\\nX: y\"", "\"\\u001b[31m\"", "\"\\u007f\"",
        "\"\\u0085\\u2028\\u2029\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"a\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\ufeff\"", "\"\\uffff\"", "\"\\u202e\"", "\"é\"", "\"e\\u0301\"",
        "\"İ\"", "\"ß\"", "\"ﬀ\"", "\"a/b\"", "\"a\\\\b\"", "\"..\"", "\"../../etc/passwd\"", "\"%2e%2e%2f\"", "\"%00\"", "\"a%0d%0ab\"", "\"' OR 1=1 --\"", "\"'; DROP TABLE rows; --\"",
        "\"<script>alert(1)</script>\"", "\"{{7*7}}\"", "\"${jndi:ldap://x}\"", "\"$(id)\"", "\"`id`\"", "\"%s%n%x\"", "\"{0}\"", "\"{Path}\"", "\"__proto__\"", "\"constructor\"",
        "\"a@b\"", "\"a@b@c\"", "\"@\"", "\"a@[127.0.0.1]\"", "\"2025-02-30\"", "\"0000-00-00\"", "\"9999-12-31\"", "\"1900-01-01\"", "\"2999-01-01T00:00:00Z\"", "\"\\x\"", "\"open",
    ];

    /// <summary>Any text for a part of an address, percent-encoded already.</summary>
    public static readonly string[] Encoded =
    [
        "", ".", "..", "...", "%2e", "%2e%2e", "..%2f..", "%2F", "a%2Fb", "a%5Cb", "a/b", "//", "%00", "a%00b", "%01", "%0d%0aX:%20y", "%1b%5b31m", "%7f", "%20", "+", "%2B", "%",
        "%2", "%zz", "%25", "%252e", "%c0%ae", "%ff", "%fe%ff", "%ed%a0%80", "%f0%9f%98%80", "%c3%a9", "e%cc%81", "%e2%80%ae", "%ef%bb%bf", "%u0041", "a;b=c", "a:b", "a@b", "*", "!", "~", "$",
        "null", "true", "NaN", "Infinity", "-1", "0", "-0", "1e5", "1.5", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999", "0x1f", "[]", "%7B%7D", "'", "%22", "%3Cscript%3E",
        "custom", "me", "stream", "current", "__proto__", "%7B0%7D", "AAAA-AAAA-AAAA", "WELCOME25", "tcrd_x", "evt_x",
    ];

    public static readonly string[] Bodies =
    [
        "", " ", "null", "true", "42", "\"text\"", "[]", "[{}]", "{", "}", "{]", "{\"a\":}", "{\"a\"}", "{,}", "{}{}", "{} x", "not json", "\u0000", "\ufeff{}", "{\"a\":1,}", "/* c */{}", "{}//",
        "a=b&c=d", "<a/>", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--",
    ];

    public static readonly string[] ContentTypes =
    [
        "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=\"utf-8\"", "application/json; charset=x", "APPLICATION/JSON", "application/vnd.x+json", "text/json",
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/xml", "*/*", "json", ";", "", "application/json;;;", "application/json, text/plain",
    ];

    public static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "X-y_z!"];

    public static readonly (string Name, string Value)[] Headers =
    [
        ("Accept", "text/html"), ("Accept", "*/*;q=0"), ("Accept", "\u001b["), ("Accept-Encoding", "gzip, br, *;q=0"), ("Accept-Language", "*"), ("Content-Encoding", "gzip"), ("Content-Encoding", "br, gzip"),
        ("Expect", "100-continue"), ("Range", "bytes=0-0,1-1"), ("If-None-Match", "*"), ("If-Match", "\"x\""), ("If-Modified-Since", "x"), ("X-HTTP-Method-Override", "DELETE"), ("X-Original-URL", "/admin/audit"),
        ("X-Rewrite-URL", "/admin/audit"), ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/admin"), ("X-Real-IP", "::1"), ("Forwarded", "for=_x;host=y;proto=z"),
        ("Origin", "null"), ("Origin", "https://evil.example.com"), ("Referer", "%"), ("Cookie", "a=b; .AspNetCore.Identity=x"), ("User-Agent", "x\u001b[31m"), ("User-Agent", "é\u202e"), ("Last-Event-ID", "-1"),
        ("Last-Event-ID", "99999999999999999999"), ("traceparent", "00-00000000000000000000000000000000-0000000000000000-00"), ("traceparent", "x"), ("tracestate", "a=b,a=b"), ("baggage", "a=%00"), ("X-Content-Length", "5"),
        ("Idempotency-Key", ""), ("Idempotency-Key", "one-key"), ("Idempotency-Key", "é"), ("X-Operator", ""), ("X-Operator", "\u001b"), ("Stripe-Signature", "t=99999999999999999999,v1=00"), ("Stripe-Signature", "t=,v1=,v1"),
        ("Prefer", "return=minimal"), ("Max-Forwards", "-1"), ("Via", "1.1 x"), ("DNT", "1"),
    ];
}
