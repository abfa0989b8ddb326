data "archive_file" "charge" {
  type        = "zip"
  source_file = "${path.module}/src/charge.mjs"
  output_path = "${path.module}/build/charge.zip"
}

resource "aws_lambda_function" "charge" {
  function_name = "shop-charge"
  filename      = data.archive_file.charge.output_path
  handler       = "charge.handler"
  runtime       = "nodejs20.x"
}

resource "aws_sfn_state_machine" "order" {
  name     = "shop-order"
  role_arn = "arn:aws:iam::123456789012:role/states"

  definition = <<-EOF
    {
      "StartAt": "Charge",
      "States": {
        "Charge": {
          "Type": "Task",
          "Resource": "${aws_lambda_function.charge.arn}",
          "Next": "Charged"
        },
        "Charged": {
          "Type": "Succeed"
        }
      }
    }
  EOF
}
